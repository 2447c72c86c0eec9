package io.aromabridge.bridge.client.paho;

import io.aromabridge.bridge.client.ConnectionTlsContract;
import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;

class PahoConnectionTlsTest extends ConnectionTlsContract {
    @Override
    protected ConnectionFactory client(LinkSettings settings, HostResolver resolver) {
        return new PahoConnectionFactory(settings, resolver);
    }
}
