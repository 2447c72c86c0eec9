package io.aromabridge.bridge.link;

/** How far a connection had come when it failed. */
enum Phase {
    /** Until CONNACK. */
    CONNECT,
    /** From SUBSCRIBE to the last SUBACK. */
    SUBSCRIBE,
    /** Messages flow. */
    ONLINE
}
