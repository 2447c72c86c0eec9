/** Benchmarks of the whole, side by side with mosquitto in one run. */
@NullMarked
package io.aromabridge.bench;

import org.jspecify.annotations.NullMarked;
