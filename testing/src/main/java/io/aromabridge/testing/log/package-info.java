/** What is logged, for tests to wait for and to look at. */
@NullMarked
package io.aromabridge.testing.log;

import org.jspecify.annotations.NullMarked;
