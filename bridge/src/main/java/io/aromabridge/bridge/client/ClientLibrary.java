package io.aromabridge.bridge.client;

/** The MQTT client that a link uses. */
public enum ClientLibrary {
    /** Ours, on Netty: one thread for TCP, TLS, MQTT and the link. */
    NETTY,
    /** Eclipse Paho {@code mqttv3}: threads of its own for each connection. */
    PAHO
}
