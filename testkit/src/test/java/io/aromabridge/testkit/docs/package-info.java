/** The tests that the documentation shows. */
@NullMarked
package io.aromabridge.testkit.docs;

import org.jspecify.annotations.NullMarked;
