/** The benchmarks {@code bridge} and {@code memory}: our broker and bridge beside mosquitto and its own bridge. */
@NullMarked
package io.aromabridge.bench.bridge;

import org.jspecify.annotations.NullMarked;
