/** The terminal of {@code aroma watch}: a picture of the state, drawn in place. */
@NullMarked
package io.aromabridge.app.watch.screen;

import org.jspecify.annotations.NullMarked;
