package io.aromabridge.broker.access;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.CertificateAuthenticator;
import io.aromabridge.broker.auth.PasswordAuthenticator;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.auth.password.PasswordFile;
import io.aromabridge.broker.auth.password.PasswordFileEditor;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.WebSocketSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A broker with a listener of each kind, and the clients that come to it. */
final class Place implements AutoCloseable {
    private static final List<String> USERS = List.of("alice", "mallory", "witness");
    private static final List<String> ACL = List.of(
            "topic read public/#",
            "user alice",
            "topic readwrite room/#",
            "topic read $SYS/#",
            // The common name in each of a development authority's device certificates.
            "user AWS IoT Certificate",
            "topic readwrite room/#",
            "user witness",
            "topic readwrite room/#",
            "topic readwrite mark/#",
            "topic read $SYS/#");

    private final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
    private final io.aromabridge.certs.Identity ours = authority.device("lamp");
    private final io.aromabridge.certs.Identity foreign =
            DevelopmentAuthority.inMemory(InstantSource.system()).device("lamp");
    private final MqttBroker broker;

    Place(Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("passwords"), "");
        PasswordFileEditor editor = new PasswordFileEditor(new SecureRandom(), 10);
        for (String user : USERS) {
            editor.set(file, user, ("secret of " + user).getBytes(StandardCharsets.UTF_8));
        }
        PasswordFile passwords = PasswordFile.read(file);
        AccessRules rules = AclFile.parse(ACL);
        Authenticator named = new PasswordAuthenticator(passwords, false);
        ListenerTls tls = new ListenerTls(
                List.of(authority.server(
                        new ServerNames(List.of("localhost"), List.of(InetAddress.getLoopbackAddress())))),
                new ListenerTls.ClientCertificates.SignedBy(List.of(authority.certificate()), true),
                Optional.empty(),
                ListenerTls.Sni.OPTIONAL,
                unused -> true);
        broker = MqttBroker.start(
                List.of(
                        listener(Door.OPEN, unused -> new AuthenticationResult.Accepted(Principal.anonymous()))
                                .withAuthorizer(Authorizer.everything()),
                        listener(Door.PASSWORD, named).withAuthorizer(Authorizer.byRules(AccessRules::namedUsersOnly)),
                        listener(Door.ACL, new PasswordAuthenticator(passwords, true))
                                .withAuthorizer(Authorizer.byRules(() -> rules)),
                        listener(Door.WEBSOCKET, named)
                                .withAuthorizer(Authorizer.byRules(() -> rules))
                                .overWebSocket("/mqtt"),
                        listener(Door.MUTUAL_TLS, new CertificateAuthenticator(named))
                                .withAuthorizer(Authorizer.byRules(() -> rules))
                                .withTls(tls)),
                Journal.none(),
                InstantSource.system());
        broker.publishSys("test", Duration.ofHours(1), InstantSource.system());
    }

    private static ListenerOptions listener(Door door, Authenticator authenticator) {
        return ListenerOptions.tcp(
                door.name(),
                "127.0.0.1",
                0,
                authenticator,
                // Wrong passwords are many here, and need not wait.
                Limits.DEFAULT.withLogins(4096, Duration.ZERO),
                unused -> CompletableFuture.completedFuture(null));
    }

    /** A connection on which nothing is said yet. */
    RawClient dial(Door door, Identity identity) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port(door.name()));
        if (door == Door.WEBSOCKET) {
            return new RawClient(WebSocketSocket.begin(socket));
        }
        if (door != Door.MUTUAL_TLS) {
            return new RawClient(socket);
        }
        Optional<io.aromabridge.certs.Identity> shown =
                switch (identity) {
                    case CERTIFICATE -> Optional.of(ours);
                    case FOREIGN_CERTIFICATE -> Optional.of(foreign);
                    default -> Optional.empty();
                };
        return new RawClient(ClientTls.of(List.of(authority.certificate()), shown)
                .sslContext()
                .getSocketFactory()
                .createSocket(socket, "localhost", broker.port(door.name()), true));
    }

    /** A client that may do everything on the topics of the test. */
    RawClient insider(Identity identity, String clientId, boolean clean) throws IOException {
        return insider(identity.user, clientId, clean);
    }

    RawClient insider(String user, String clientId, boolean clean) throws IOException {
        RawClient client = dial(Door.ACL, Identity.ALICE);
        client.begin(0xc0 | (clean ? 2 : 0), clientId, RawClient.text(user), RawClient.text("secret of " + user));
        return client;
    }

    @Override
    public void close() {
        broker.close();
    }
}
