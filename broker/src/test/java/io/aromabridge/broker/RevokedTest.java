package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.PasswordAuthenticator;
import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.auth.password.PasswordFile;
import io.aromabridge.broker.auth.password.PasswordFileEditor;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.RawClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and rules that change while clients are connected. */
@Timeout(20)
class RevokedTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    private final PasswordFileEditor editor = new PasswordFileEditor(new SecureRandom(), 1);
    private final AtomicReference<PasswordFile> users = new AtomicReference<>();
    private final AtomicReference<AccessRules> rules = new AtomicReference<>(AccessRules.namedUsersOnly());

    @BeforeEach
    void writeTheFirst() throws Exception {
        file = folder.resolve("passwd");
        set("alice", "a");
        set("bob", "b");
        users.set(PasswordFile.read(file));
    }

    private void set(String user, String password) throws Exception {
        editor.set(file, user, password.getBytes(StandardCharsets.UTF_8));
    }

    private TestBroker broker(Authenticator authenticator) throws Exception {
        return TestBroker.changed(
                o -> ListenerOptions.tcp(o.name(), o.host(), o.port(), authenticator, o.limits(), o.tap())
                        .withAuthorizer(Authorizer.byRules(rules::get)));
    }

    private TestBroker broker() throws Exception {
        return broker(new PasswordAuthenticator(users::get, true));
    }

    private static RawClient login(TestBroker broker, int flags, String clientId, String user, String password)
            throws Exception {
        RawClient client = broker.client();
        client.begin(0xc0 | flags, clientId, RawClient.text(user), RawClient.text(password));
        return client;
    }

    private int reload(TestBroker broker) throws Exception {
        users.set(PasswordFile.read(file));
        return broker.broker.closeRevoked();
    }

    @Test
    void whoIsRemovedOrHasAnotherPasswordIsCutOffAndTheOthersStay() throws Exception {
        set("carol", "c");
        users.set(PasswordFile.read(file));
        try (TestBroker broker = broker();
                RawClient alice = login(broker, 2, "1", "alice", "a").subscribed("t", 1);
                RawClient bob = login(broker, 2, "2", "bob", "b");
                RawClient carol = login(broker, 2, "3", "carol", "c");
                RawClient anonymous = broker.client().connected("4")) {
            editor.delete(file, "bob");
            set("carol", "other");
            assertEquals(2, reload(broker));
            assertTrue(bob.readOrEnd().isEmpty(), "bob is removed");
            assertTrue(carol.readOrEnd().isEmpty(), "carol has another password");
            anonymous.fence();
            alice.send(RawClient.publish(0, "t", 0, "still subscribed"));
            assertEquals("still subscribed", alice.read(3).payload());
            try (RawClient again = broker.client()) {
                again.send(RawClient.connect(4, 0xc2, "5", RawClient.text("carol"), RawClient.text("c")));
                assertEquals(4, again.read(2).body()[1], "the old password is forgotten");
            }
            login(broker, 2, "6", "carol", "other").close();
        }
    }

    @Test
    void aFileThatSaysTheSameCutsNobodyOff() throws Exception {
        try (TestBroker broker = broker();
                RawClient alice = login(broker, 2, "1", "alice", "a")) {
            set("dave", "d");
            assertEquals(0, reload(broker));
            alice.fence();
        }
    }

    @Test
    void theWillOfWhoIsCutOffIsPublishedAsFarAsTheRulesLetIt() throws Exception {
        rules.set(AclFile.parse(List.of("topic read #", "user bob", "topic write bob/#")));
        try (TestBroker broker = broker();
                RawClient watcher = broker.client().connected("w").subscribed("#", 1)) {
            broker.client()
                    .begin(
                            0xc6,
                            "2",
                            RawClient.text("bob/state"),
                            RawClient.text("offline"),
                            RawClient.text("bob"),
                            RawClient.text("b"));
            editor.delete(file, "bob");
            assertEquals(1, reload(broker));
            assertEquals("offline", watcher.read(3).payload());
        }
    }

    @Test
    void whoIsRevokedWhileItsPasswordIsCheckedDoesNotGetIn() throws Exception {
        Semaphore goOn = new Semaphore(0);
        CountDownLatch checked = new CountDownLatch(1);
        PasswordAuthenticator byPassword = new PasswordAuthenticator(users::get, true);
        try (TestBroker broker = broker(credentials -> {
                    AuthenticationResult verdict = byPassword.authenticate(credentials);
                    checked.countDown();
                    goOn.acquireUninterruptibly();
                    return verdict;
                });
                RawClient bob = broker.client()
                        .send(RawClient.connect(4, 0xc2, "2", RawClient.text("bob"), RawClient.text("b")))) {
            checked.await();
            editor.delete(file, "bob");
            assertEquals(0, reload(broker), "it is not there yet");
            goOn.release(10);
            assertTrue(bob.readOrEnd().isEmpty(), "closed without a CONNACK");
            try (RawClient again = login(broker, 2, "2", "alice", "a")) {
                again.fence();
            }
        }
    }

    /** mosquitto's 09-acl-change. */
    @Test
    void aQueuedMessageOnATopicThatIsForbiddenNowIsNotDelivered() throws Exception {
        rules.set(AclFile.parse(List.of("user alice", "topic a/#", "topic b/#")));
        try (TestBroker broker = broker()) {
            try (RawClient alice = login(broker, 0, "kept", "alice", "a").subscribed("#", 1)) {
                alice.leave();
            }
            for (String topic : List.of("a/1", "b/1", "a/2", "b/2")) {
                broker.broker.publish(Message.of(topic, "on " + topic, QoS.AT_LEAST_ONCE));
            }
            rules.set(AclFile.parse(List.of("user alice", "topic b/#")));
            try (RawClient alice = broker.client()) {
                assertTrue(alice.begin(0xc0, "kept", RawClient.text("alice"), RawClient.text("a")), "session present");
                assertEquals("on b/1", alice.read(3).payload());
                assertEquals("on b/2", alice.read(3).payload());
                rules.set(AclFile.parse(List.of()));
                alice.send(RawClient.publish(2, "b/3", 9, "denied")).read(4);
                alice.fence();
            }
        }
    }

    /** mosquitto's 09-acl-empty-file. */
    @Test
    void anEmptyAclFileDeniesEverything() throws Exception {
        rules.set(AclFile.parse(List.of()));
        try (TestBroker broker = broker();
                RawClient alice = login(broker, 2, "1", "alice", "a").subscribed("#", 1)) {
            alice.send(RawClient.publish(2, "t", 1, "x")).read(4);
            broker.broker.publish(Message.of("t", "from inside", QoS.AT_LEAST_ONCE));
            alice.fence();
        }
    }
}
