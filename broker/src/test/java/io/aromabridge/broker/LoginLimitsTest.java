package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.AuthenticationResult.Answer;
import io.aromabridge.broker.auth.AuthenticationResult.Refused;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What strangers can do at the door: nothing to those who may come in. */
@Timeout(20)
class LoginLimitsTest {
    /** The password is "right". */
    private static final Authenticator RIGHT = credentials -> {
        String password = credentials
                .password()
                .map(p -> new String(p, StandardCharsets.UTF_8))
                .orElse("");
        String user = credentials.userName().orElse("");
        return password.equals("right")
                ? new Accepted(new Principal(Principal.Kind.PASSWORD, user))
                : new Refused(Answer.BAD_USER_NAME_OR_PASSWORD, "wrong password");
    };

    private static byte[] login(String clientId, String user, String password) {
        return RawClient.connect(4, 0xc2, clientId, RawClient.text(user), RawClient.text(password));
    }

    private static Socket socket(TestBroker broker, String from) throws Exception {
        return new Socket(InetAddress.getLoopbackAddress(), broker.port(), InetAddress.getByName(from), 0);
    }

    @Test
    void aUserNameOrPasswordBeyondTheLimitIsRefused() throws Exception {
        Limits limits = Limits.DEFAULT.withLogins(8, Duration.ZERO);
        try (TestBroker broker = TestBroker.with(RIGHT, TestBroker.NO_TAP, limits)) {
            try (RawClient client = broker.client().send(login("c", "12345678", "right"))) {
                assertEquals(0, client.read(2).body()[1], "as long as allowed");
            }
            for (byte[] packet : List.of(login("c", "123456789", "right"), login("c", "user", "too long!"))) {
                try (RawClient client = broker.client().send(packet)) {
                    assertEquals(4, client.read(2).body()[1]);
                    assertTrue(client.readOrEnd().isEmpty(), "closed");
                }
            }
        }
    }

    @Test
    void aRightPasswordGetsInAtOnceWhileThoseWhoGuessAtTheSameAddressWait() throws Exception {
        Limits limits = Limits.DEFAULT.withLogins(100, Duration.ofHours(1));
        List<RawClient> guessing = new ArrayList<>();
        try (TestBroker broker = TestBroker.with(RIGHT, TestBroker.NO_TAP, limits)) {
            for (int i = 0; i < 20; i++) {
                guessing.add(broker.client().send(login("guess-" + i, "admin", "guess " + i)));
            }
            while (broker.sample("aroma_broker_failed_logins_total") < 20) {
                Thread.onSpinWait();
            }
            try (RawClient good = broker.client().send(login("good", "user", "right"))) {
                assertEquals(0, good.read(2).body()[1]);
                good.fence();
            }
            assertTrue(broker.sample("aroma_broker_refusals_total") < 20, "the later ones have no answer yet");
        } finally {
            for (RawClient each : guessing) {
                each.close();
            }
        }
    }

    @Test
    void aDelayedAnswerComes() throws Exception {
        Limits limits = Limits.DEFAULT.withLogins(100, Duration.ofMillis(120));
        try (TestBroker broker = TestBroker.with(RIGHT, TestBroker.NO_TAP, limits)) {
            for (int i = 0; i < 6; i++) {
                try (RawClient client = broker.client()
                        .send(login("guess-" + i, "admin", "guess " + i), RawClient.publish(2, "t", 1, "x"))) {
                    assertEquals(4, client.read(2).body()[1]);
                    assertTrue(client.readOrEnd().isEmpty(), "closed");
                }
            }
            assertEquals(6, broker.sample("aroma_broker_failed_logins_total"));
            assertEquals(6, broker.sample("aroma_broker_refusals_total"));
        }
    }

    @Test
    void aFloodOfLoginsFromOneAddressDoesNotKeepAnotherWaiting() throws Exception {
        Semaphore hashes = new Semaphore(0);
        Authenticator slow = credentials -> {
            if (credentials.userName().orElse("").equals("flood")) {
                hashes.acquireUninterruptibly();
            }
            return RIGHT.authenticate(credentials);
        };
        List<RawClient> flood = new ArrayList<>();
        try (TestBroker broker = TestBroker.with(slow, TestBroker.NO_TAP, Limits.DEFAULT)) {
            for (int i = 0; i < 300; i++) {
                flood.add(new RawClient(socket(broker, "127.0.0.2")).send(login("f" + i, "flood", "guess")));
            }
            try (RawClient good = new RawClient(socket(broker, "127.0.0.3")).send(login("good", "user", "right"))) {
                CompletableFuture<RawPacket> answer = CompletableFuture.supplyAsync(() -> {
                    try {
                        return good.read(2);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                // Each hash of the flood takes this long: in one line for all, the other would be the 301st.
                while (!isDone(answer)) {
                    hashes.release(2);
                }
                assertEquals(0, answer.join().body()[1]);
            }
            double checked = broker.sample("aroma_broker_failed_logins_total");
            assertTrue(checked < 300, () -> checked + " of the 300 of the flood were checked before");
        } finally {
            hashes.release(1000);
            for (RawClient each : flood) {
                each.close();
            }
        }
    }

    private static boolean isDone(CompletableFuture<RawPacket> answer) throws Exception {
        try {
            return answer.get(50, TimeUnit.MILLISECONDS).type() == 2;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    @Test
    void whoNeedsNoSlowCheckWaitsBehindNobody() throws Exception {
        Semaphore hashes = new Semaphore(0);
        Authenticator remembering = new Authenticator() {
            @Override
            public AuthenticationResult authenticate(Credentials credentials) {
                hashes.acquireUninterruptibly();
                return RIGHT.authenticate(credentials);
            }

            @Override
            public Optional<AuthenticationResult> authenticateWithoutBlocking(Credentials credentials) {
                return Optional.of(RIGHT.authenticate(credentials)).filter(verdict -> verdict instanceof Accepted);
            }
        };
        try (TestBroker broker = TestBroker.with(remembering, TestBroker.NO_TAP, Limits.DEFAULT);
                RawClient one = broker.client().send(login("1", "flood", "guess"));
                RawClient two = broker.client().send(login("2", "flood", "guess"));
                RawClient three = broker.client().send(login("3", "flood", "guess"));
                RawClient good = broker.client().send(login("good", "user", "right"))) {
            assertEquals(0, good.read(2).body()[1]);
            hashes.release(3);
            assertEquals(4, one.read(2).body()[1]);
            assertEquals(4, two.read(2).body()[1]);
            assertEquals(4, three.read(2).body()[1]);
        }
    }

    @Test
    void nothingIsReadFromAStrangerBehindItsConnect() throws Exception {
        Semaphore hashes = new Semaphore(0);
        Authenticator slow = credentials -> {
            hashes.acquireUninterruptibly();
            return RIGHT.authenticate(credentials);
        };
        try (TestBroker broker = TestBroker.with(slow, TestBroker.NO_TAP, Limits.DEFAULT);
                Socket socket = socket(broker, "127.0.0.1");
                RawClient client = new RawClient(socket).send(login("c", "user", "right"))) {
            byte[] packet = RawClient.publish(0, "t", 0, "x".repeat(100_000));
            Thread writer = new Thread(() -> {
                try {
                    for (int i = 0; i < 300; i++) {
                        client.send(packet);
                    }
                } catch (IOException cut) {
                    Thread.currentThread().interrupt();
                }
            });
            writer.start();
            writer.join(300);
            assertTrue(writer.isAlive(), "30 MB do not fit into the buffers of the sockets");
            hashes.release();
            assertEquals(0, client.read(2).body()[1]);
            writer.join(10_000);
            client.fence();
            assertEquals(300, broker.sample("aroma_broker_received_messages_total"));
        }
    }
}
