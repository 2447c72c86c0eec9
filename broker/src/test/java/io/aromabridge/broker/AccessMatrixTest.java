package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.AuthenticationResult.Answer;
import io.aromabridge.broker.auth.AuthenticationResult.Refused;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.CertificateAuthenticator;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.broker.options.ListenerTls.ClientCertificates;
import io.aromabridge.broker.options.ListenerTls.Sni;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.WebSocketSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each listener × each identity × each action: nobody without right reads or writes anything, live, retained, queued or as
 * a will. mosquitto's 09-acl-access-variants, over TCP, WebSocket and TLS.
 */
@Timeout(20)
class AccessMatrixTest {
    /** Who comes, and what the ACL file lets it do. */
    private enum Who {
        NOBODY(false, false, false),
        WRONG_PASSWORD(false, false, false),
        ANONYMOUS(true, false, false),
        NO_RULES(true, false, false),
        READER(true, true, false),
        WRITER(true, false, true),
        DENIED(true, false, false),
        BOTH(true, true, true),
        CERTIFICATE(true, true, true);

        private final boolean connects;
        private final boolean reads;
        private final boolean writes;

        Who(boolean connects, boolean reads, boolean writes) {
            this.connects = connects;
            this.reads = reads;
            this.writes = writes;
        }
    }

    /** With whom the listeners are tried that let nobody in without a login. */
    private static final Set<Who> CLOSED = EnumSet.of(Who.NOBODY, Who.WRONG_PASSWORD, Who.READER);

    private static final List<String> RULES = List.of(
            "user READER",
            "topic read t/#",
            "user WRITER",
            "topic write t/#",
            "user DENIED",
            "topic t/#",
            "topic deny t/#",
            "user BOTH",
            "topic t/#",
            "user AWS IoT Certificate",
            "topic t/#");

    private static final DevelopmentAuthority AUTHORITY = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final Identity DEVICE = AUTHORITY.device("lamp");
    private static final List<MqttBroker> RUNNING = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        RUNNING.add(MqttBroker.start(
                List.of(
                        listener("tcp", true, false),
                        listener("tcp-closed", false, false),
                        listener("ws", true, false).overWebSocket("/mqtt"),
                        listener("ws-closed", false, false).overWebSocket("/mqtt"),
                        listener("tls", true, true),
                        listener("tls-closed", false, true),
                        listener("admin", true, false).withAuthorizer(Authorizer.everything())),
                Journal.none(),
                InstantSource.system()));
    }

    @AfterAll
    static void stop() {
        RUNNING.forEach(MqttBroker::close);
        RUNNING.clear();
    }

    private static ListenerOptions listener(String name, boolean anonymous, boolean tls) throws Exception {
        Authenticator byPassword = credentials -> {
            if (credentials.userName().isEmpty()) {
                return anonymous
                        ? new Accepted(Principal.anonymous())
                        : new Refused(Answer.NOT_AUTHORIZED, "no user name");
            }
            boolean right = credentials
                    .password()
                    .filter(p -> new String(p, StandardCharsets.UTF_8).equals("right"))
                    .isPresent();
            return right
                    ? new Accepted(new Principal(
                            Principal.Kind.PASSWORD, credentials.userName().get()))
                    : new Refused(Answer.BAD_USER_NAME_OR_PASSWORD, "wrong");
        };
        AccessRules rules = AclFile.parse(RULES);
        ListenerOptions options = ListenerOptions.tcp(
                        name,
                        "127.0.0.1",
                        0,
                        new CertificateAuthenticator(byPassword),
                        Limits.DEFAULT.withLogins(100, Duration.ZERO),
                        TestBroker.NO_TAP)
                .withAuthorizer(Authorizer.byRules(() -> rules));
        return tls
                ? options.withTls(new ListenerTls(
                        List.of(AUTHORITY.server(new ServerNames(List.of("localhost"), List.of()))),
                        new ClientCertificates.SignedBy(List.of(AUTHORITY.certificate()), false),
                        Optional.empty(),
                        Sni.OPTIONAL,
                        unused -> true))
                : options;
    }

    static Stream<Arguments> cases() {
        return Stream.of("tcp", "tcp-closed", "ws", "ws-closed", "tls", "tls-closed")
                .flatMap(listener -> Stream.of(Who.values())
                        .filter(who -> who != Who.CERTIFICATE || listener.startsWith("tls"))
                        .filter(who -> who != Who.ANONYMOUS || !listener.endsWith("closed"))
                        .filter(who -> who != Who.NOBODY || listener.endsWith("closed"))
                        .filter(who -> !listener.endsWith("closed") || CLOSED.contains(who))
                        .map(who -> Arguments.of(listener, who.name())));
    }

    private static RawClient client(String listener, Who who) throws Exception {
        int port = RUNNING.get(0).port(listener);
        if (listener.startsWith("ws")) {
            return new RawClient(WebSocketSocket.connect(port));
        }
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        if (!listener.startsWith("tls")) {
            return new RawClient(plain);
        }
        ClientTls tls = ClientTls.of(
                List.of(AUTHORITY.certificate()), who == Who.CERTIFICATE ? Optional.of(DEVICE) : Optional.empty());
        return new RawClient(tls.sslContext().getSocketFactory().createSocket(plain, "localhost", port, true));
    }

    /** With these flags for will and session; whether it was let in. */
    private static boolean enters(RawClient client, Who who, int flags, byte[]... will) throws IOException {
        boolean login = who != Who.NOBODY && who != Who.ANONYMOUS && who != Who.CERTIFICATE;
        byte[] password = RawClient.text(who == Who.WRONG_PASSWORD ? "guess" : "right");
        client.send(
                login
                        ? RawClient.connect(
                                4,
                                flags | 0xc0,
                                "client-" + who,
                                RawClient.join(will),
                                RawClient.text(who == Who.WRONG_PASSWORD ? "BOTH" : who.name()),
                                password)
                        : RawClient.connect(4, flags, "client-" + who, RawClient.join(will)));
        return client.readOrEnd().filter(p -> p.type() == 2 && p.body()[1] == 0).isPresent();
    }

    private static RawClient admin() throws Exception {
        return new RawClient(RUNNING.get(0).port("admin")).connected("admin");
    }

    private static List<String> publishedBy(RawClient admin) throws IOException {
        List<String> seen = new ArrayList<>();
        admin.send(RawClient.publish(0, "t/end", 0, "end"));
        for (String payload = ""; !payload.equals("end"); ) {
            payload = admin.read(3).payload();
            seen.add(payload);
        }
        seen.remove("end");
        return seen;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void doesWhatItMayAndNothingElse(String listener, String name) throws Exception {
        Who who = Who.valueOf(name);
        writes(listener, who);
        leavesAWill(listener, who);
        reads(listener, who);
        hasWhatWaited(listener, who);
    }

    private void writes(String listener, Who who) throws Exception {
        try (RawClient admin = admin().subscribed("t/#", 1);
                RawClient client = client(listener, who)) {
            boolean in = enters(client, who, 2);
            assertEquals(who.connects, in, "connects");
            if (in) {
                client.send(
                        RawClient.publish(0, "t/w", 0, "zero"),
                        RawClient.publish(2, "t/w", 1, "one"),
                        RawClient.publish(4, "t/w", 2, "two"),
                        RawClient.publish(3, "t/w/retained", 3, "kept"));
                assertEquals(4, client.read().type(), "PUBACK, allowed or not");
                assertEquals(5, client.read().type(), "PUBREC");
                assertEquals(4, client.read().type(), "PUBACK");
                client.fence();
            }
            List<String> seen = publishedBy(admin);
            assertEquals(who.writes ? List.of("zero", "one", "two", "kept") : List.of(), seen, "writes");
            try (RawClient late = admin()) {
                late.subscribed("t/w/retained", 0).send(RawClient.publish(1, "t/w/retained", 0, ""));
                String first = late.read(3).payload();
                assertEquals(who.writes ? "kept" : "", first, "retained");
                // It is gone for the next one, whatever this connection leaves unread.
                late.send(new byte[] {(byte) 0xc0, 0}).read(13);
            }
        }
    }

    private void leavesAWill(String listener, Who who) throws Exception {
        try (RawClient admin = admin().subscribed("t/#", 0);
                RawClient client = client(listener, who)) {
            boolean in = enters(client, who, 6, RawClient.text("t/will"), RawClient.text("gone"));
            assertEquals(who.connects && who.writes, in, "a will that it may not publish keeps it out");
            client.close();
            if (in) {
                assertEquals("gone", admin.read(3).payload());
            }
            assertEquals(List.of(), publishedBy(admin));
        }
    }

    private void reads(String listener, Who who) throws Exception {
        try (RawClient admin = admin();
                RawClient client = client(listener, who)) {
            admin.send(RawClient.publish(3, "t/kept", 1, "retained")).read(4);
            if (enters(client, who, 2)) {
                client.subscribed("#", 1);
                if (who.reads) {
                    assertEquals("retained", client.read().payload());
                }
                admin.send(RawClient.publish(2, "t/live", 2, "live")).read(4);
                if (who.reads) {
                    assertEquals("live", client.read().payload());
                }
                client.fence();
            }
            admin.send(RawClient.publish(1, "t/kept", 0, "")).fence();
        }
    }

    private void hasWhatWaited(String listener, Who who) throws Exception {
        try (RawClient admin = admin()) {
            try (RawClient client = client(listener, who)) {
                if (!enters(client, who, 0)) {
                    return;
                }
                client.subscribed("t/#", 1).leave();
            }
            admin.send(RawClient.publish(2, "t/live", 2, "waited")).read(4);
            try (RawClient client = client(listener, who)) {
                assertEquals(true, enters(client, who, 0));
                if (who.reads) {
                    assertEquals("waited", client.read().payload());
                }
                client.fence();
            }
            try (RawClient client = client(listener, who)) {
                assertEquals(true, enters(client, who, 2), "the session ends");
                client.leave();
            }
        }
    }
}
