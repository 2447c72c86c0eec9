/** The load generator: publishers and a subscriber that count every message. */
@NullMarked
package io.aromabridge.bench.load;

import org.jspecify.annotations.NullMarked;
