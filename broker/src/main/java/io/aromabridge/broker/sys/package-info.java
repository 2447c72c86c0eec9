/** What a broker tells of itself: its counters below $SYS, and whether its loops still turn. */
@NullMarked
package io.aromabridge.broker.sys;

import org.jspecify.annotations.NullMarked;
