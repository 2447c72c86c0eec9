/** A network that misbehaves: a fault proxy for any TCP link. */
@NullMarked
package io.aromabridge.simulator.network;

import org.jspecify.annotations.NullMarked;
