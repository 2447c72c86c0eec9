package io.aromabridge.bridge;

import io.aromabridge.bridge.client.ClientLibrary;

class NettyBlackHoleTest extends BlackHoleContract {
    NettyBlackHoleTest() {
        super(ClientLibrary.NETTY);
    }
}
