/** Ports: TLS, WebSocket, the Netty pipeline of a connection, and one TLS port for several brokers. */
@NullMarked
package io.aromabridge.broker.listener;

import org.jspecify.annotations.NullMarked;
