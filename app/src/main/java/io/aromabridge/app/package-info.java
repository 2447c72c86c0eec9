/** The {@code aroma} command. */
@NullMarked
package io.aromabridge.app;

import org.jspecify.annotations.NullMarked;
