package io.aromabridge.bridge.client.paho;

import io.aromabridge.bridge.client.ConnectionContract;
import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;

class PahoConnectionTest extends ConnectionContract {
    @Override
    protected ConnectionFactory client(LinkSettings settings, HostResolver resolver) {
        return new PahoConnectionFactory(settings, resolver);
    }
}
