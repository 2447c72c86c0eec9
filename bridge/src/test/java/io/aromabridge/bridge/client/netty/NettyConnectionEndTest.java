package io.aromabridge.bridge.client.netty;

import io.aromabridge.bridge.client.ConnectionEndContract;
import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;

class NettyConnectionEndTest extends ConnectionEndContract {
    @Override
    protected ConnectionFactory client(LinkSettings settings, HostResolver resolver) {
        return NettyConnectionFactory.alone(settings, resolver);
    }
}
