package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.AuthenticationResult.Answer;
import io.aromabridge.broker.auth.AuthenticationResult.Refused;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.CertificateAuthenticator;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.moquette.MoquettePlugins;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.broker.options.ListenerTls.ClientCertificates;
import io.aromabridge.broker.options.ListenerTls.Sni;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.WebSocketSocket;
import io.moquette.broker.security.IAuthenticator;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An authenticator that was written for Moquette, beside that of a listener, on every kind of listener. */
class AuthenticatorPluginTest {
    private static final int USER_AND_PASSWORD = 0xc2;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final CountDownLatch never = new CountDownLatch(1);

    /** Accepts the password "good", and certificates but of the client "revoked". */
    private final IAuthenticator plugin = (clientId, user, password) -> {
        String given = password == null ? "null" : new String(password, StandardCharsets.UTF_8);
        asked.add(clientId + " " + user + " " + given);
        threads.add(Thread.currentThread().getName());
        if (user.equals("bad")) {
            throw new IllegalStateException("on purpose");
        }
        if (user.equals("stuck")) {
            hang();
        }
        return password == null ? !clientId.equals("revoked") : given.equals("good");
    };

    /** Knows all users but "stranger". */
    private static final Authenticator USERS = credentials -> {
        if (credentials.userName().isEmpty()) {
            return new Accepted(Principal.anonymous());
        }
        String user = credentials.userName().get();
        return user.equals("stranger")
                ? new Refused(Answer.BAD_USER_NAME_OR_PASSWORD, "there is no user stranger")
                : new Accepted(new Principal(Principal.Kind.PASSWORD, user));
    };

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ListenerOptions listener(String name) {
        return ListenerOptions.tcp(
                name, "127.0.0.1", 0, USERS, Limits.DEFAULT.withLogins(4096, Duration.ZERO), TestBroker.NO_TAP);
    }

    private static MqttBroker start(ListenerOptions... listeners) throws Exception {
        return MqttBroker.start(List.of(listeners), Journal.none(), InstantSource.system());
    }

    private MoquettePlugins plugins() {
        return MoquettePlugins.builder()
                .authenticator(plugin)
                .answerWithin(Duration.ofSeconds(2))
                .build();
    }

    /** The return code of CONNACK. */
    private static int login(RawClient client, String user, String password) throws Exception {
        try (client) {
            client.send(RawClient.connect(
                    4, USER_AND_PASSWORD, "c-" + user, RawClient.text(user), RawClient.text(password)));
            return client.read(2).body()[1];
        }
    }

    @Test
    void bothMustAgreeOverTcpAndWebSocket() throws Exception {
        try (MoquettePlugins plugins = plugins();
                MqttBroker broker = start(
                        listener("tcp").withPlugins(plugins),
                        listener("ws").overWebSocket("/mqtt").withPlugins(plugins))) {
            assertEquals(0, login(new RawClient(broker.port("tcp")), "ann", "good"));
            assertEquals(4, login(new RawClient(broker.port("tcp")), "ann", "wrong"));
            assertEquals(4, login(new RawClient(broker.port("tcp")), "stranger", "good"));
            assertEquals(0, login(webSocket(broker), "ann", "good"));
            assertEquals(4, login(webSocket(broker), "ann", "wrong"));
            assertEquals("[c-ann ann good, c-ann ann wrong, c-ann ann good, c-ann ann wrong]", asked.toString());
            assertTrue(threads.stream().allMatch(name -> name.startsWith("broker-plugin")), threads::toString);
        }
    }

    private static RawClient webSocket(MqttBroker broker) throws Exception {
        return new RawClient(WebSocketSocket.connect(broker.port("ws")));
    }

    @Test
    void itIsNotAskedAboutAnonymousClientsAsInMoquette() throws Exception {
        try (MoquettePlugins plugins = plugins();
                MqttBroker broker = start(listener("tcp").withPlugins(plugins));
                RawClient client = new RawClient(broker.port("tcp"))) {
            client.connected("c");
            assertTrue(asked.isEmpty(), asked::toString);
        }
    }

    @Test
    void ofACertificateItGetsTheNameAndNoPassword() throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
        ListenerTls tls = new ListenerTls(
                List.of(authority.server(new ServerNames(List.of("localhost"), List.of()))),
                new ClientCertificates.SignedBy(List.of(authority.certificate()), true),
                Optional.empty(),
                Sni.OPTIONAL,
                unused -> false);
        ListenerOptions options = ListenerOptions.tcp(
                        "tls",
                        "127.0.0.1",
                        0,
                        new CertificateAuthenticator(USERS),
                        Limits.DEFAULT.withLogins(4096, Duration.ZERO),
                        TestBroker.NO_TAP)
                .withTls(tls);
        try (MoquettePlugins plugins = plugins();
                MqttBroker broker = start(options.withPlugins(plugins))) {
            assertEquals(0, login(authority, broker, "c"));
            assertEquals(4, login(authority, broker, "revoked"));
            assertEquals("[c AWS IoT Certificate null, revoked AWS IoT Certificate null]", asked.toString());
        }
    }

    private static int login(DevelopmentAuthority authority, MqttBroker broker, String clientId) throws Exception {
        ClientTls tls = ClientTls.of(List.of(authority.certificate()), Optional.of(authority.device("d")));
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), broker.port("tls"));
        try (RawClient client = new RawClient(
                tls.sslContext().getSocketFactory().createSocket(plain, "localhost", broker.port("tls"), true))) {
            client.send(RawClient.connect(clientId));
            return client.read(2).body()[1];
        }
    }

    @Test
    void oneThatThrowsOrHangsIsANoAndAWarning() throws Exception {
        try (MoquettePlugins plugins = plugins();
                LogLines log = LogLines.of("io.aromabridge.broker.plugin");
                MqttBroker broker = start(listener("tcp").withPlugins(plugins))) {
            assertEquals(4, login(new RawClient(broker.port("tcp")), "bad", "good"));
            log.await("CONNECT of client 'c-bad' refused");
            assertEquals(4, login(new RawClient(broker.port("tcp")), "stuck", "good"));
            log.await("no answer within 2000 ms: CONNECT of client 'c-stuck' refused");
            assertEquals(0, log.count("good"), "no password in the log");
            assertEquals(0, login(new RawClient(broker.port("tcp")), "ann", "good"));
        }
    }
}
