/** The journal of hops: where a message has been, so that "where is my command?" has an answer. */
@NullMarked
package io.aromabridge.core.journal;

import org.jspecify.annotations.NullMarked;
