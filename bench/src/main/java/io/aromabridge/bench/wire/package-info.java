/** MQTT 3.1.1 packets on non-blocking sockets, as cheaply as the benchmarks need them. */
@NullMarked
package io.aromabridge.bench.wire;

import org.jspecify.annotations.NullMarked;
