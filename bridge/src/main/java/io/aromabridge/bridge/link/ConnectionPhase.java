package io.aromabridge.bridge.link;

/** How far a connection had come when it failed. */
enum ConnectionPhase {
    /** Until CONNACK. */
    CONNECT,
    /** From SUBSCRIBE to the last SUBACK. */
    SUBSCRIBE,
    /** Messages flow. */
    ONLINE
}
