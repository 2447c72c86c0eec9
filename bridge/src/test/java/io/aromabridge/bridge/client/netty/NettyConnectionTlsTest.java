package io.aromabridge.bridge.client.netty;

import io.aromabridge.bridge.client.ConnectionTlsContract;
import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;

class NettyConnectionTlsTest extends ConnectionTlsContract {
    @Override
    protected ConnectionFactory client(LinkSettings settings, HostResolver resolver) {
        return NettyConnectionFactory.alone(settings, resolver);
    }
}
