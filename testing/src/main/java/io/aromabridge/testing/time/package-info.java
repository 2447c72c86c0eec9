/** Time that a test moves by hand. */
@NullMarked
package io.aromabridge.testing.time;

import org.jspecify.annotations.NullMarked;
