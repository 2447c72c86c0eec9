/** Ours side by side with mosquitto: rows of load, runs that take turns, and what came of them as tables. */
@NullMarked
package io.aromabridge.bench.compare;

import org.jspecify.annotations.NullMarked;
