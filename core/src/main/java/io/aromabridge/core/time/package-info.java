/** Time as an argument: what waits asks {@link io.aromabridge.core.time.Timers}, never a clock of its own. */
@NullMarked
package io.aromabridge.core.time;

import org.jspecify.annotations.NullMarked;
