package io.aromabridge.broker.access;

import static io.aromabridge.testing.mqtt.RawClient.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.store.SessionFiles;
import io.aromabridge.broker.store.Sync;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A persistent session belongs to the user who has it, also after the broker was started again. */
@Timeout(30)
class SessionOwnerTest {
    private static final int REFUSED = 2;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private interface Scenario {
        void play(int port) throws IOException;
    }

    private void withBroker(Scenario scenario) throws Exception {
        AccessRules rules = AclFile.parse(List.of("topic t", "user alice", "topic t", "user mallory", "topic t"));
        ListenerOptions options = ListenerOptions.tcp(
                        "local",
                        "127.0.0.1",
                        0,
                        credentials -> new AuthenticationResult.Accepted(credentials
                                .userName()
                                .map(name -> new Principal(Principal.Kind.PASSWORD, name))
                                .orElse(Principal.anonymous())),
                        Limits.DEFAULT,
                        unused -> CompletableFuture.completedFuture(null))
                .withAuthorizer(Authorizer.byRules(() -> rules));
        try (SessionFiles store = SessionFiles.open(folder.resolve("sessions"), Sync.ALWAYS, InstantSource.system());
                MqttBroker broker = MqttBroker.start(List.of(options), Journal.none(), InstantSource.system(), store)) {
            scenario.play(broker.port("local"));
        }
    }

    /** CONNECT with a persistent session, and the answer. */
    private static RawPacket connect(RawClient client, String user) throws IOException {
        client.send(user.isEmpty() ? RawClient.connect(4, 0, "lamp") : RawClient.connect(4, 0x80, "lamp", text(user)));
        return client.read(2);
    }

    private static void subscribeAndLeave(int port, String user) throws IOException {
        try (RawClient client = new RawClient(port)) {
            connect(client, user);
            client.subscribed("t", 1).leave();
        }
        try (RawClient publisher = new RawClient(port).connected("publisher")) {
            publisher.send(RawClient.publish(2, "t", 1, "for " + user)).read(4);
        }
    }

    private static void expectRefused(int port, String user) throws IOException {
        try (RawClient client = new RawClient(port)) {
            assertEquals(REFUSED, connect(client, user).body()[1], user);
            assertTrue(client.readOrEnd().isEmpty(), "nothing comes after it");
        }
    }

    private static void expectSession(int port, String user, String message) throws IOException {
        try (RawClient client = new RawClient(port)) {
            RawPacket answer = connect(client, user);
            assertEquals(0, answer.body()[1], user);
            assertEquals(1, answer.body()[0], "a session is present for '" + user + "'");
            assertEquals(message, client.read(3).payload());
            client.leave();
        }
    }

    @Test
    void anotherUserNeverHasIt() throws Exception {
        withBroker(port -> {
            subscribeAndLeave(port, "alice");
            expectRefused(port, "mallory");
            expectRefused(port, "");
        });
        withBroker(port -> {
            expectRefused(port, "mallory");
            expectRefused(port, "");
            expectSession(port, "alice", "for alice");
        });
    }

    @Test
    void thatOfAnAnonymousClientBelongsToTheFirstUserWhoTakesIt() throws Exception {
        withBroker(port -> {
            subscribeAndLeave(port, "");
            expectSession(port, "alice", "for ");
            expectRefused(port, "mallory");
        });
        withBroker(port -> {
            expectRefused(port, "mallory");
            expectSession(port, "alice", "for ");
        });
    }
}
