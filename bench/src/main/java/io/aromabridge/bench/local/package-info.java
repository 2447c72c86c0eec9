/** The benchmark {@code local}: our broker side by side with mosquitto. */
@NullMarked
package io.aromabridge.bench.local;

import org.jspecify.annotations.NullMarked;
