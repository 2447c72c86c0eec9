package io.aromabridge.broker.fuzz;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.WebSocketSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A broker with a listener for each carrier, under an ACL file: good users below {@code good/}, strangers below
 * {@code h/}. It remembers under which client identifiers and on which topics strangers got through, so that what they
 * left there can be swept away.
 */
final class Target implements AutoCloseable {
    private static final List<String> ACL = List.of(
            "user good",
            "topic readwrite good/#",
            "user " + Script.USER,
            "topic readwrite h/#",
            "user bystander",
            "topic read news/#",
            "user auditor",
            "topic read $SYS/#");

    final MqttBroker broker;
    private final SSLContext tls;
    private final Set<String> clientIds = ConcurrentHashMap.newKeySet();
    private final Set<TopicName> topics = ConcurrentHashMap.newKeySet();

    Target() throws AromaException {
        DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
        tls = ClientTls.of(List.of(authority.certificate()), Optional.empty()).sslContext();
        ListenerTls server = ListenerTls.of(
                authority.server(new ServerNames(List.of("localhost"), List.of(InetAddress.getLoopbackAddress()))));
        Authorizer authorizer = remembering(Authorizer.byRules(rules()));
        List<ListenerOptions> listeners = new ArrayList<>();
        for (Carrier each : Carrier.values()) {
            ListenerOptions options = ListenerOptions.tcp(
                            each.name(),
                            "127.0.0.1",
                            0,
                            byName(),
                            // Wrong passwords are many here, and need not wait.
                            Limits.DEFAULT.withLogins(4096, Duration.ZERO),
                            unused -> CompletableFuture.completedFuture(null))
                    .withAuthorizer(authorizer);
            options = each.tls ? options.withTls(server) : options;
            listeners.add(each.webSocket ? options.overWebSocket("/mqtt") : options);
        }
        broker = MqttBroker.start(listeners, Journal.none(), InstantSource.system());
        broker.publishSys("under attack", Duration.ofMillis(200), InstantSource.system());
    }

    private static java.util.function.Supplier<AccessRules> rules() throws AromaException {
        AccessRules rules = AclFile.parse(ACL);
        return () -> rules;
    }

    private Authenticator byName() {
        return credentials -> {
            String name = credentials.userName().orElse("");
            boolean proven = name.equals(Script.USER)
                    || new String(credentials.password().orElse(new byte[0]), java.nio.charset.StandardCharsets.UTF_8)
                            .equals("secret of " + name);
            if (!name.isEmpty() && !proven) {
                return new AuthenticationResult.Refused(
                        AuthenticationResult.Answer.BAD_USER_NAME_OR_PASSWORD, "user '" + name + "'");
            }
            clientIds.add(credentials.clientId());
            return new AuthenticationResult.Accepted(
                    name.isEmpty() ? Principal.anonymous() : new Principal(Principal.Kind.PASSWORD, name));
        };
    }

    private Authorizer remembering(Authorizer rules) {
        return new Authorizer() {
            @Override
            public boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
                return rules.maySubscribe(principal, clientId, filter);
            }

            @Override
            public boolean mayPublish(Principal principal, String clientId, TopicName topic) {
                boolean may = rules.mayPublish(principal, clientId, topic);
                if (may && principal.name().equals(Script.USER)) {
                    topics.add(topic);
                }
                return may;
            }

            @Override
            public boolean mayReceive(Principal principal, String clientId, TopicName topic) {
                return rules.mayReceive(principal, clientId, topic);
            }
        };
    }

    Socket tcp(Carrier carrier) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), broker.port(carrier.name()));
    }

    /**
     * TLS over it, or nothing; the handshake comes with the first use.
     *
     * @param version of TLS: 1.2 can resume a session without a signature, which is most of the time of a handshake
     */
    Socket secure(Carrier carrier, Socket plain, String version) throws IOException {
        if (!carrier.tls) {
            return plain;
        }
        SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", broker.port(carrier.name()), true);
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }

    /** A line on which MQTT can begin. */
    Line dial(Carrier carrier, String version) throws IOException {
        Socket plain = tcp(carrier);
        Socket secure = secure(carrier, plain, version);
        if (!carrier.webSocket) {
            return new Line(plain, secure, Optional.empty());
        }
        WebSocketSocket frames = new WebSocketSocket(secure);
        Line line = new Line(plain, secure, Optional.of(frames));
        line.belowWebSocket(WebSocketSocket.upgrade());
        frames.begin();
        return line;
    }

    /** A client that keeps the rules. */
    RawClient client(Carrier carrier, String clientId, String user) throws IOException {
        RawClient client = dial(carrier, "TLSv1.3").mqtt();
        client.send(RawClient.packet(
                0x10,
                RawClient.text("MQTT"),
                new byte[] {4, (byte) 0xc2},
                // It may be silent as long as it likes.
                RawClient.number(0),
                RawClient.text(clientId),
                RawClient.text(user),
                RawClient.text("secret of " + user)));
        RawPacket answer = client.read();
        if (answer.type() != 2 || answer.body()[1] != 0) {
            throw new IOException(clientId + ": no CONNACK 0 but " + answer);
        }
        return client;
    }

    /** Takes away the sessions and retained messages that strangers have left. */
    void sweep(Set<String> good) throws IOException {
        List<String> left = clientIds.stream().filter(id -> !good.contains(id)).toList();
        for (String clientId : left) {
            if (!clientId.startsWith("auto-")) {
                client(Carrier.TCP, clientId, Script.USER).leave();
            }
        }
        clientIds.removeAll(left);
        try (RawClient sweeper = client(Carrier.TCP, "sweeper", Script.USER)) {
            for (TopicName topic : Set.copyOf(topics)) {
                sweeper.send(RawClient.publish(3, topic.value(), 1, "")).read(4);
            }
            sweeper.leave();
        }
        topics.clear();
    }

    /** The sum of a gauge over the listeners. */
    int sample(String name) {
        return (int) broker.samples().stream()
                .filter(s -> s.name().equals(name))
                .mapToDouble(s -> s.value())
                .sum();
    }

    @Override
    public void close() {
        broker.close();
    }
}
