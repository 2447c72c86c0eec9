package io.aromabridge.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.bridge.client.SeenLine;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.MemoryQueue;
import io.aromabridge.bridge.queue.MemoryQueue.Promise;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.connect.ConnackException;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The progressive back-off of the AWS IoT device SDK for Python, by its own tables. A second of theirs is a millisecond of
 * waiting here, and the time that a connection holds is that of a clock which the test moves.
 */
class SdkBackoffTest {
    private final LinkedBlockingQueue<FakeConnection> connections = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<LinkState> states = new LinkedBlockingQueue<>();
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    /** A connection whose CONNECT the test answers. */
    private static final class FakeConnection implements Connection {
        private final Listener listener;
        private final CompletableFuture<Void> connack = new CompletableFuture<>();

        FakeConnection(Listener listener) {
            this.listener = listener;
        }

        @Override
        public CompletionStage<Void> connect() {
            return connack;
        }

        @Override
        public ConnectPhase phase() {
            return ConnectPhase.CONNACK;
        }

        @Override
        public Payload received() {
            return Payload.EMPTY;
        }

        @Override
        public CompletionStage<List<Integer>> subscribe(Map<TopicFilter, QoS> filters) {
            return CompletableFuture.failedStage(new AssertionError("there is nothing to subscribe to"));
        }

        @Override
        public CompletionStage<Void> publish(Message message) {
            return CompletableFuture.failedStage(new AssertionError("there is nothing to publish"));
        }

        @Override
        public CompletionStage<Void> end(boolean disconnect) {
            return CompletableFuture.completedStage(null);
        }
    }

    private final class FakeConnectionFactory implements ConnectionFactory {
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

        @Override
        public ScheduledExecutorService thread() {
            return thread;
        }

        @Override
        public Connection create(Connection.Listener listener) {
            if (broken.getAndDecrement() > 0) {
                throw new NoClassDefFoundError("org/example/Client");
            }
            FakeConnection made = new FakeConnection(listener);
            connections.add(made);
            return made;
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }

    private final AtomicInteger broken = new AtomicInteger();

    private Link link(Backoff backoff) {
        LinkSettings settings = new LinkSettings(
                "cloud",
                "sdk",
                new Endpoint("nowhere", 1, Optional.empty(), Optional.empty()),
                "thing",
                true,
                Map.of(),
                new LinkTuning(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(5), 1, backoff),
                SendPolicy.DEFAULT,
                Optional.empty());
        Link link = new Link(
                settings,
                new FakeConnectionFactory(),
                new MemoryQueue(QueueLimit.DEFAULT, Promise.WHEN_QUEUED, SeenLine.NO_LISTENER, clock),
                message -> CompletableFuture.completedStage(null),
                (message, reason) -> {},
                clock,
                new SplittableRandom(1));
        link.onChange(() -> states.add(link.state()));
        return link;
    }

    private static Backoff backoff(int base, int max, int stableSeconds) {
        return new Backoff(Duration.ofMillis(base), Duration.ofMillis(max), Duration.ofSeconds(stableSeconds), 0);
    }

    private FakeConnection nextTry() throws InterruptedException {
        FakeConnection connection = connections.poll(10, TimeUnit.SECONDS);
        assertNotNull(connection, "no next try");
        return connection;
    }

    private <T extends LinkState> T await(Class<T> type) throws InterruptedException {
        while (true) {
            LinkState state = states.poll(10, TimeUnit.SECONDS);
            assertNotNull(state, "no " + type.getSimpleName());
            if (type.isInstance(state)) {
                return type.cast(state);
            }
        }
    }

    /** Lets a connection hold for so long, then lose; gives the wait after it, in ms. */
    private int waitAfter(int heldSeconds) throws InterruptedException {
        FakeConnection connection = nextTry();
        connection.connack.complete(null);
        await(LinkState.Online.class);
        now = now.plusSeconds(heldSeconds);
        connection.listener.lost(new IOException("as asked by the test"));
        return waited();
    }

    private int waitAfterRefusal() throws InterruptedException {
        nextTry().connack.completeExceptionally(new ConnackException(3));
        return waited();
    }

    private int waited() throws InterruptedException {
        return Math.toIntExact(await(LinkState.Waiting.class).delay().toMillis());
    }

    @Test
    void anErrorOfTheClientLibraryLeavesTheLinkAlive() throws Exception {
        broken.set(2);
        try (Link link = link(backoff(1, 32, 20))) {
            link.start();
            LinkState.Waiting waiting = await(LinkState.Waiting.class);
            assertEquals(
                    "the connection to nowhere:1 failed (org/example/Client); the debug log has the whole cause",
                    waiting.reason());
            await(LinkState.Waiting.class);
            nextTry().connack.complete(null);
            await(LinkState.Online.class);
        }
    }

    @Test
    void waitsOneTwoFourAndSoOnUpToThirtyTwo() throws Exception {
        try (Link link = link(backoff(1, 32, 20))) {
            link.start();
            List<Integer> waits = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                waits.add(waitAfter(0));
            }
            assertEquals(List.of(1, 2, 4, 8, 16, 32, 32, 32), waits);
        }
    }

    @Test
    void beginsWithTheBaseAlsoIfThatIsNotOne() throws Exception {
        try (Link link = link(backoff(2, 128, 30))) {
            link.start();
            assertEquals(List.of(2, 4), List.of(waitAfter(0), waitAfter(0)), "the SDK begins with 1 whatever the base");
        }
    }

    @ParameterizedTest
    @CsvSource({"-10, 128, 30", "2, -11, 30", "2, 128, -12", "200, 128, 30"})
    void refusesTheTimesThatTheSdkRefuses(int base, int max, int stable) {
        assertThrows(IllegalArgumentException.class, () -> backoff(base, max, stable));
    }

    @Test
    void beginsAnewAfterAConnectionThatHeldForTheStableTime() throws Exception {
        try (Link link = link(backoff(1, 32, 5))) {
            link.start();
            assertEquals(List.of(1, 2), List.of(waitAfter(0), waitAfter(0)));
            assertEquals(1, waitAfter(6), "held longer than 5 s");
            assertEquals(2, waitAfter(4), "held for less");
            assertEquals(4, waitAfter(4), "times that are shorter do not add up");
        }
    }

    @Test
    void aRefusalIsNoConnectionHoweverLongItTakes() throws Exception {
        try (Link link = link(backoff(1, 32, 5))) {
            link.start();
            List<Integer> waits = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waits.add(waitAfterRefusal());
                now = now.plusSeconds(100);
            }
            assertEquals(List.of(1, 2, 4, 8), waits, "the SDK's stable timer runs after any CONNACK");
        }
    }

    /** Expected after each connection: the base if it held for 60 s, else twice the last, at most 16. */
    @Test
    void givesTheAnswersOfTheSdksIntegrationTest() throws Exception {
        List<Integer> held = List.of(2, 0, 61, 1, 1, 59, 1, 1, 1, 60, 0);
        List<Integer> expected = new ArrayList<>();
        for (int seconds : held) {
            int last = expected.isEmpty() ? 0 : expected.get(expected.size() - 1);
            expected.add(last == 0 || seconds >= 60 ? 1 : Math.min(last * 2, 16));
        }
        assertEquals(List.of(1, 2, 1, 2, 4, 8, 16, 16, 16, 1, 2), expected);
        try (Link link = link(backoff(1, 16, 60))) {
            link.start();
            List<Integer> waits = new ArrayList<>();
            for (int seconds : held) {
                waits.add(waitAfter(seconds));
            }
            assertEquals(expected, waits);
        }
    }
}
