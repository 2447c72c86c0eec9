/** What a test may claim of a testbed; each claim waits, and explains itself when it fails. */
@NullMarked
package io.aromabridge.testkit.assertion;

import org.jspecify.annotations.NullMarked;
