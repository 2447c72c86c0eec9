/** The time that simulated devices live in. */
@NullMarked
package io.aromabridge.testkit.clock;

import org.jspecify.annotations.NullMarked;
