/** Metrics of the parts, independent of how they are served. */
@NullMarked
package io.aromabridge.core.metric;

import org.jspecify.annotations.NullMarked;
