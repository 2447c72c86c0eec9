package io.aromabridge.bridge.paho;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Paho's client on our own socket. */
final class PahoClient extends MqttAsyncClient {
    /** Paho wants a URI, and uses it for nothing here. */
    private static final String UNUSED_URI = "tcp://unused";

    /** Kept, because the JDK forgets the level of a logger that nobody holds. */
    private static final Logger PAHO_LOG = Logger.getLogger("org.eclipse.paho");

    static {
        // What Paho would print on stderr, the link says in its own words.
        PAHO_LOG.setLevel(Level.OFF);
    }

    private final Network network;

    PahoClient(String clientId, Network network) throws MqttException {
        super(UNUSED_URI, clientId, new MemoryPersistence());
        this.network = network;
    }

    @Override
    protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options) {
        return new NetworkModule[] {network};
    }
}
