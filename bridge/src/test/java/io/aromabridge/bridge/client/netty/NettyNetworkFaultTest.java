package io.aromabridge.bridge.client.netty;

import io.aromabridge.bridge.client.NetworkFaultContract;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import java.util.function.Function;

class NettyNetworkFaultTest extends NetworkFaultContract {
    @Override
    protected Function<LinkSettings, ConnectionFactory> client() {
        return NettyConnectionFactory::alone;
    }
}
