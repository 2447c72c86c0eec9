package io.aromabridge.bridge;

import io.aromabridge.bridge.client.ClientLibrary;

class NettyOutageTest extends OutageContract {
    NettyOutageTest() {
        super(ClientLibrary.NETTY);
    }
}
