/** Connections of a link on Netty: one thread carries TCP, TLS, MQTT and the link itself. */
@NullMarked
package io.aromabridge.bridge.client.netty;

import org.jspecify.annotations.NullMarked;
