/** One connection: CONNECT and the login, the packets that a client sends, in order, and the answers to them. */
@NullMarked
package io.aromabridge.broker.connection;

import org.jspecify.annotations.NullMarked;
