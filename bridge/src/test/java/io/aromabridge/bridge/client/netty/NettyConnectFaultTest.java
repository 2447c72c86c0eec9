package io.aromabridge.bridge.client.netty;

import io.aromabridge.bridge.client.ConnectFaultContract;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import java.util.function.Function;

class NettyConnectFaultTest extends ConnectFaultContract {
    @Override
    protected Function<LinkSettings, ConnectionFactory> client() {
        return NettyConnectionFactory::alone;
    }
}
