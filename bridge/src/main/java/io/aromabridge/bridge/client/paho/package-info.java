/** Connections of a link on Eclipse Paho, with nothing of its persistence, its buffers and its reconnect. */
@NullMarked
package io.aromabridge.bridge.client.paho;

import org.jspecify.annotations.NullMarked;
