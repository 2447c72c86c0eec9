package io.aromabridge.bridge.client.paho;

import io.aromabridge.bridge.client.NetworkFaultContract;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import java.util.function.Function;

class PahoNetworkFaultTest extends NetworkFaultContract {
    @Override
    protected Function<LinkSettings, ConnectionFactory> client() {
        return PahoConnectionFactory::new;
    }
}
