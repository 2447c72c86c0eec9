package io.aromabridge.app.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.BridgeSettings;
import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.simulator.network.Uplink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line between bridge and cloud fails at random in every way, at ten times the speed of life: the pace is ten times
 * that of AWS IoT, and the bridge's clock, by which it judges how long a message has waited, runs ten times as fast.
 */
class RandomCutsTest {
    private static final Logger log = LoggerFactory.getLogger(RandomCutsTest.class);
    private static final int SPEED = 10;
    private static final int PACE = 95 * SPEED;
    private static final int WINDOW = 100;
    private static final int LEAD = 5000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private final CountDownLatch never = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void loseNothingAndAreToldInTime(ClientLibrary client) throws Exception {
        run(client, 4000, 7);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void loseNothingAndAreToldInTimeForTenMinutes(ClientLibrary client) throws Exception {
        run(client, 95 * 600, 77);
    }

    /** Ten times as fast as the real one. */
    private static InstantSource fastClock() {
        Instant begin = InstantSource.system().instant();
        long nanos = System.nanoTime();
        return () -> begin.plusNanos((System.nanoTime() - nanos) * SPEED);
    }

    private BridgeSettings settings(int port) throws Exception {
        LinkTuning tuning = new LinkTuning(
                Duration.ofSeconds(6),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                WINDOW,
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofSeconds(20), 0.2));
        return new BridgeSettings(
                        "bridge",
                        new Endpoint("127.0.0.1", port, Optional.empty(), Optional.empty()),
                        "thing",
                        tuning,
                        Durable.in(folder),
                        Routes.of(List.of(Route.out("load/#"))))
                .with(new SendPolicy(1, new Pace(PACE, 0), Drain.FAIR, 0));
    }

    private void run(ClientLibrary client, int messages, long seed) throws Exception {
        Account account = new Account(messages);
        SplittableRandom random = new SplittableRandom(seed);
        InstantSource clock = fastClock();
        Leftovers before = Leftovers.before();
        try (Witness cloud = Witness.start(Optional.empty(), account);
                Uplink line = Uplink.to("127.0.0.1", cloud.port(), random.split(), event -> log.debug("{}", event));
                Bridge bridge = Bridge.open(settings(line.port()).with(client), Journal.none(), clock, random.split());
                MqttBroker broker = MqttBroker.start(listener(bridge), Journal.none(), InstantSource.system())) {
            bridge.startEmbedded(broker::publish);
            Endpoint local = new Endpoint("127.0.0.1", broker.port("local"), Optional.empty(), Optional.empty());
            long begun = System.nanoTime();
            try (Load load = Load.start(local, account, LEAD);
                    RateWatch rate = RateWatch.of(() -> bridge.counters().sent(), PACE)) {
                Map<String, Integer> faults = spoil(line, account, random);
                line.restore();
                account.awaitAll(PATIENCE.toMillis());
                rate.requireKept();
                log.info(
                        "seed {}: faults {}, {} breaks of the link, {} ms; {}",
                        seed,
                        faults,
                        breaks(bridge),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                        account);
            }
            account.requireAllInOrder();
            account.requireRepeatsAtMost(WINDOW * breaks(bridge));
            requireHealthToFollow(line, bridge, broker);
        }
        awaitThat(
                "no thread of the link is left: " + Leftovers.threads(),
                () -> Leftovers.now().linkThreads() == 0);
        awaitThat("no socket is left", () -> Leftovers.now().sockets() <= before.sockets());
        log.info("{}: before {}, after {}", client, before, Leftovers.now());
    }

    private static List<ListenerOptions> listener(Bridge bridge) {
        return List.of(ListenerOptions.tcp(
                "local",
                "127.0.0.1",
                0,
                credentials -> new AuthenticationResult.Accepted(
                        new Principal(Principal.Kind.ANONYMOUS, credentials.clientId())),
                Limits.DEFAULT,
                bridge.tap()::accept));
    }

    private static long breaks(Bridge bridge) {
        return bridge.samples().stream()
                .filter(sample -> sample.name().equals("aroma_bridge_link_failures_total"))
                .mapToLong(sample -> (long) sample.value())
                .sum();
    }

    /** Faults and pauses between them, until nearly all is through; how many of each there were. */
    private static Map<String, Integer> spoil(Uplink line, Account account, SplittableRandom random)
            throws InterruptedException {
        Map<String, Integer> faults = new TreeMap<>();
        int enough = account.total() * 9 / 10;
        while (!account.awaitThere(enough, random.nextInt(50, 1000))) {
            faults.merge(spoilOnce(line, random), 1, Integer::sum);
            boolean unused = account.awaitThere(enough, random.nextInt(20, 1500));
            line.restore();
        }
        return faults;
    }

    private static String spoilOnce(Uplink line, SplittableRandom random) {
        int fault = random.nextInt(8);
        switch (fault) {
            case 0 -> line.cut();
            case 1 -> line.refuse();
            case 2 -> line.blackHole();
            case 3 -> line.latency(Duration.ofMillis(random.nextInt(1, 200)), Duration.ZERO);
            case 4 -> line.bandwidth(random.nextLong(2_000, 200_000));
            case 5 -> line.closeAfter(random.nextLong(1, 50_000));
            case 6 -> line.halfOpen(Uplink.End.FAR);
            default -> line.halfOpen(Uplink.End.NEAR);
        }
        return List.of("cut", "refuse", "black hole", "latency", "bandwidth", "close after", "far gone", "near gone")
                .get(fault);
    }

    /** Offline when a message has waited 30 s of the bridge's time in a black hole, and online when it has gone. */
    private void requireHealthToFollow(Uplink line, Bridge bridge, MqttBroker broker) throws Exception {
        awaitThat("healthy after the storm", () -> health(bridge).isEmpty() && online(bridge));
        Account last = new Account(Account.TOPICS);
        line.blackHole();
        Endpoint local = new Endpoint("127.0.0.1", broker.port("local"), Optional.empty(), Optional.empty());
        try (Load load = Load.start(local, last, LEAD)) {
            awaitThat("the black hole is noticed", () -> !online(bridge));
            awaitThat("a message that waits too long is told", () -> health(bridge)
                    .isPresent());
            assertTrue(
                    health(bridge).orElseThrow().contains("cloud"),
                    health(bridge).toString());
            line.restore();
            awaitThat("online again", () -> online(bridge));
            awaitThat("all well when it has gone", () -> health(bridge).isEmpty());
        }
        assertEquals(0, bridge.counters().dropped(), "dropped");
    }

    private static boolean online(Bridge bridge) {
        return bridge.cloud() instanceof LinkState.Online;
    }

    private static Optional<String> health(Bridge bridge) {
        return bridge.healthChecks().get(0).problem().now();
    }

    private void awaitThat(String what, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            boolean unused = never.await(10, TimeUnit.MILLISECONDS);
        }
    }

    /** Reads a counter again and again, to see that it never grows faster than it may. */
    private static final class RateWatch implements AutoCloseable {
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile String broken = "";

        static RateWatch of(LongSupplier counter, int perSecond) {
            RateWatch watch = new RateWatch();
            Thread thread = new Thread(() -> watch.look(counter, perSecond), "rate-watch");
            thread.setDaemon(true);
            thread.start();
            return watch;
        }

        private void look(LongSupplier counter, int perSecond) {
            try {
                long before = System.nanoTime();
                long count = counter.getAsLong();
                while (!closed.await(1, TimeUnit.SECONDS)) {
                    long now = counter.getAsLong();
                    long after = System.nanoTime();
                    double seconds = (after - before) / 1e9;
                    // A twentieth more for the messages at either end.
                    if (now - count > perSecond * seconds * 1.05 + 1) {
                        broken = (now - count) + " in " + seconds + " s";
                    }
                    before = System.nanoTime();
                    count = counter.getAsLong();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void requireKept() {
            assertEquals("", broken, "sent faster than the pace");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
