package io.aromabridge.simulator.mqtt;

import com.hivemq.client.internal.mqtt.MqttClientConnectionConfig;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;

/**
 * Pulls the plug of a connection: the socket ends without DISCONNECT. The library can do that and does not offer it, so
 * this is the one place that knows a class of its inside; a version that changes it fails to compile here.
 */
final class Plug {
    private Plug() {}

    /** Closes the client's socket, soon and on the network thread; nothing happens if it has none. */
    @SuppressWarnings("FutureReturnValueIgnored")
    static void pull(Mqtt3AsyncClient client) {
        client.getConfig()
                .getConnectionConfig()
                .map(MqttClientConnectionConfig.class::cast)
                .ifPresent(connection -> connection.getChannel().close());
    }
}
