/** Self-monitoring of the broker: its counters below $SYS, and the watch of its event loops. */
@NullMarked
package io.aromabridge.broker.sys;

import org.jspecify.annotations.NullMarked;
