package io.aromabridge.broker.options;

import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.plugin.Plugins;
import io.aromabridge.broker.session.DeliveryLimits;
import io.netty.channel.ChannelHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One port of a broker, with its rules.
 *
 * @param name how the log and {@code MqttBroker.port} call it
 * @param host address or name to bind, {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param port 0 to 65535; 0 takes any free one; {@link #NO_PORT} for none
 * @param webSocketPath for MQTT over WebSocket (MQTT 3.1.1, section 6), begins with a slash; empty for TCP
 * @param tls empty for no TLS
 * @param tap gets each message before it is routed
 * @param handlers makes, for each connection, what stands between the MQTT codec and the broker's own rules, from the
 *     wire inwards; they see every packet both ways
 * @param delivery how much may wait for a client that came through this listener
 * @param clientListener gets what the clients do
 * @param plugins decide beside authenticator and authorizer, and get what the clients do
 */
@SuppressWarnings("RecordComponentNumber") // each independent of the others
public record ListenerOptions(
        String name,
        String host,
        int port,
        Optional<String> webSocketPath,
        Optional<ListenerTls> tls,
        Authenticator authenticator,
        Limits limits,
        PublishTap tap,
        Supplier<List<ChannelHandler>> handlers,
        Authorizer authorizer,
        DeliveryLimits delivery,
        ClientListener clientListener,
        Plugins plugins) {
    /** The port of a listener that binds none: its connections come through a {@code SharedPort}. */
    public static final int NO_PORT = -1;

    /** Throws {@link IllegalArgumentException} for a port that is none, or a path that is none. */
    public ListenerOptions {
        if (port < NO_PORT || port > 65_535) {
            throw new IllegalArgumentException("port " + port + ": it must be 0 to 65535");
        }
        if (webSocketPath.filter(path -> !path.startsWith("/")).isPresent()) {
            throw new IllegalArgumentException("path " + webSocketPath.get() + ": it must begin with /");
        }
    }

    /** MQTT over TCP without TLS; the others of this class add to it. */
    public static ListenerOptions tcp(
            String name, String host, int port, Authenticator authenticator, Limits limits, PublishTap tap) {
        return new ListenerOptions(
                name,
                host,
                port,
                Optional.empty(),
                Optional.empty(),
                authenticator,
                limits,
                tap,
                List::of,
                Authorizer.everything(),
                DeliveryLimits.DEFAULT,
                ClientListener.none(),
                Plugins.none());
    }

    /** The same over WebSocket, at this path. */
    public ListenerOptions overWebSocket(String path) {
        return with(Optional.of(path), tls, handlers, authorizer, delivery, clientListener);
    }

    /** The same with TLS. */
    public ListenerOptions withTls(ListenerTls given) {
        return with(webSocketPath, Optional.of(given), handlers, authorizer, delivery, clientListener);
    }

    /** The same with handlers. */
    public ListenerOptions withHandlers(Supplier<List<ChannelHandler>> given) {
        return with(webSocketPath, tls, given, authorizer, delivery, clientListener);
    }

    /** The same, with an authorizer. */
    public ListenerOptions withAuthorizer(Authorizer given) {
        return with(webSocketPath, tls, handlers, given, delivery, clientListener);
    }

    /** The same with other bounds for what waits. */
    public ListenerOptions withDelivery(DeliveryLimits given) {
        return with(webSocketPath, tls, handlers, authorizer, given, clientListener);
    }

    /** The same, with a listener for what its clients do. */
    public ListenerOptions withClientListener(ClientListener given) {
        return with(webSocketPath, tls, handlers, authorizer, delivery, given);
    }

    /** The same with plug-ins beside its authenticator and authorizer. They are closed by who made them. */
    public ListenerOptions withPlugins(Plugins given) {
        return new ListenerOptions(
                name,
                host,
                port,
                webSocketPath,
                tls,
                given.beside(authenticator),
                limits,
                tap,
                handlers,
                authorizer,
                delivery,
                clientListener,
                given);
    }

    private ListenerOptions with(
            Optional<String> path,
            Optional<ListenerTls> security,
            Supplier<List<ChannelHandler>> given,
            Authorizer authorization,
            DeliveryLimits bounds,
            ClientListener clients) {
        return new ListenerOptions(
                name,
                host,
                port,
                path,
                security,
                authenticator,
                limits,
                tap,
                given,
                authorization,
                bounds,
                clients,
                plugins);
    }
}
