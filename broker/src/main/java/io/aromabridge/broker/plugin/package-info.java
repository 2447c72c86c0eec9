/** Where code of others hooks into the broker: bounded calls off the event loops, and events in order. */
@NullMarked
package io.aromabridge.broker.plugin;

import org.jspecify.annotations.NullMarked;
