package io.aromabridge.simulator.mqtt;

import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls the plug of a connection: the socket ends without DISCONNECT. The library can do that and does not offer it: its
 * connection knows the Netty channel, which is called by name here, as Netty is no dependency of this module.
 */
final class Plug {
    private static final Logger log = LoggerFactory.getLogger(DeviceConnection.class);

    private Plug() {}

    /** Closes the client's socket, soon and on the network thread; nothing happens if it has none. */
    static void pull(Mqtt3AsyncClient client) {
        client.getConfig().getConnectionConfig().ifPresent(Plug::close);
    }

    private static void close(Object connection) {
        try {
            Object channel = connection.getClass().getMethod("getChannel").invoke(connection);
            Class<?> type = Class.forName(
                    "io.netty.channel.Channel", true, connection.getClass().getClassLoader());
            Object unused = type.getMethod("close").invoke(channel);
        } catch (ReflectiveOperationException e) {
            log.error("A device's power cannot be cut: this version of the MQTT client hides its socket", e);
        }
    }
}
