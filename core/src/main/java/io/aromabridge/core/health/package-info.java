/** Health checks of the parts. */
@NullMarked
package io.aromabridge.core.health;

import org.jspecify.annotations.NullMarked;
