/** The journal of a testbed: what happened to each message and each part, in one sequence. */
@NullMarked
package io.aromabridge.testkit.journal;

import org.jspecify.annotations.NullMarked;
