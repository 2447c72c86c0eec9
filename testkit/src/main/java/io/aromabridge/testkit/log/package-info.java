/** Warnings in the log, as something that a test can fail of. */
@NullMarked
package io.aromabridge.testkit.log;

import org.jspecify.annotations.NullMarked;
