/** The benchmark {@code queue}: the bridge's durable queue, alone. */
@NullMarked
package io.aromabridge.bench.queue;

import org.jspecify.annotations.NullMarked;
