package io.aromabridge.broker.fuzz;

/** What lies between MQTT and TCP. */
enum Carrier {
    TCP(false, false),
    WEBSOCKET(false, true),
    TLS(true, false),
    WEBSOCKET_TLS(true, true);

    final boolean tls;
    final boolean webSocket;

    Carrier(boolean tls, boolean webSocket) {
        this.tls = tls;
        this.webSocket = webSocket;
    }
}
