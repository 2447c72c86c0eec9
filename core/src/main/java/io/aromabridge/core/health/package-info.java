/** Whether a part does its work. */
@NullMarked
package io.aromabridge.core.health;

import org.jspecify.annotations.NullMarked;
