/** What {@code aroma watch} follows: the state and the diffusions of a running system, as events and as a picture. */
@NullMarked
package io.aromabridge.app.watch;

import org.jspecify.annotations.NullMarked;
