/** Time as an argument: parts take it from {@link io.aromabridge.core.time.Timers}, never from the system. */
@NullMarked
package io.aromabridge.core.time;

import org.jspecify.annotations.NullMarked;
