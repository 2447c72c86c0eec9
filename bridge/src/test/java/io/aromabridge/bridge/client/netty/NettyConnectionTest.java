package io.aromabridge.bridge.client.netty;

import io.aromabridge.bridge.client.ConnectionContract;
import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;

class NettyConnectionTest extends ConnectionContract {
    @Override
    protected ConnectionFactory client(LinkSettings settings, HostResolver resolver) {
        return NettyConnectionFactory.alone(settings, resolver);
    }
}
