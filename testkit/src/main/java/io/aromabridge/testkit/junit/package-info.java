/** The testbed as a JUnit Jupiter extension. */
@NullMarked
package io.aromabridge.testkit.junit;

import org.jspecify.annotations.NullMarked;
