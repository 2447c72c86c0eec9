/** What a part counts and measures, without a word about how it is served. */
@NullMarked
package io.aromabridge.core.metric;

import org.jspecify.annotations.NullMarked;
