package io.aromabridge.bridge;

import io.aromabridge.bridge.client.ClientLibrary;

class PahoBlackHoleTest extends BlackHoleContract {
    PahoBlackHoleTest() {
        super(ClientLibrary.PAHO);
    }
}
