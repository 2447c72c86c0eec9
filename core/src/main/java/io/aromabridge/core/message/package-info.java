/** The message of all parts, and the interface through which they hand it on. */
@NullMarked
package io.aromabridge.core.message;

import org.jspecify.annotations.NullMarked;
