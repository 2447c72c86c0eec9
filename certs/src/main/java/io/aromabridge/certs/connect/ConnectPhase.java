package io.aromabridge.certs.connect;

/** How far an attempt to connect had come. */
public enum ConnectPhase {
    /** The host name is looked up. */
    RESOLVE,
    /** The TCP connection is opened. */
    TCP,
    /** The TLS handshake runs. */
    TLS,
    /** CONNECT is sent, or about to be; CONNACK has not come. */
    CONNACK
}
