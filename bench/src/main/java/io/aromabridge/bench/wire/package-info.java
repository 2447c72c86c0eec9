/** MQTT 3.1.1 packets on non-blocking sockets, as cheaply as the load generator needs them: the packets of the
 * module testing are objects, one for each, which at half a million messages a second would be what is measured. */
@NullMarked
package io.aromabridge.bench.wire;

import org.jspecify.annotations.NullMarked;
