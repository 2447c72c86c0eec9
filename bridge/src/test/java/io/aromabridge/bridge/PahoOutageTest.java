package io.aromabridge.bridge;

import io.aromabridge.bridge.client.ClientLibrary;

class PahoOutageTest extends OutageContract {
    PahoOutageTest() {
        super(ClientLibrary.PAHO);
    }
}
