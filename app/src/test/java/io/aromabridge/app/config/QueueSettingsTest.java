package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.app.config.BridgeSection.Queue;
import io.aromabridge.app.config.BridgeSection.Queue.Kind;
import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.broker.store.Sync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may wait where: the bridge's queue, the local broker's queues, and how long. */
class QueueSettingsTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder = Path.of("");

    private Queue queue(String yaml) throws ConfigurationException {
        return Load.yaml(folder, "bridge: {queue: " + yaml + "}").bridge().queue();
    }

    @Test
    void theQueueIsDurableUnlessItIsToldOtherwise() throws ConfigurationException {
        Queue queue = Load.defaults().bridge().queue();
        assertEquals(
                new Queue(
                        Optional.empty(),
                        Kind.DURABLE,
                        Optional.empty(),
                        SyncMode.INTERVAL,
                        Optional.empty(),
                        Optional.empty(),
                        8 * MIB,
                        WhenFull.DROP_OLDEST,
                        Drain.FAIR,
                        0),
                queue);
        assertEquals(new QueueLimit(100_000, 256L * MIB, WhenFull.DROP_OLDEST), queue.limit());
    }

    @Test
    void inMemoryFewerMessagesWait() throws ConfigurationException {
        assertEquals(10_000, queue("{kind: memory}").limit().size());
        assertEquals(7, queue("{kind: memory, size: 7}").limit().size());
    }

    @Test
    void withoutLimitMeansBytesTooUnlessTheyAreGiven() throws ConfigurationException {
        assertEquals(-1, queue("{size: -1}").limit().bytes());
        assertEquals(4096, queue("{size: -1, bytes: 4KiB}").limit().bytes());
        assertEquals(256L * MIB, queue("{size: 0}").limit().bytes());
    }

    @Test
    void moreThanAnIntOfBytesMayWait() throws ConfigurationException {
        assertEquals(4096L * MIB, queue("{bytes: 4096MiB}").limit().bytes());
        assertEquals(1024 * MIB, queue("{segment: 1024MiB}").segment());
    }

    @Test
    void theFolderBeginsAtTheFile() throws ConfigurationException {
        assertEquals(Optional.of(folder.resolve("q")), queue("{folder: q}").folder());
    }

    @Test
    void theEnvironmentReachesEachOfThem() throws ConfigurationException {
        Queue queue = Configuration.load(
                        Optional.empty(),
                        Map.of(
                                "AROMA_BRIDGE_QUEUE_KIND", "memory",
                                "AROMA_BRIDGE_QUEUE_SYNC", "always",
                                "AROMA_BRIDGE_QUEUE_WHEN_FULL", "reject"),
                        List.of())
                .bridge()
                .queue();
        assertEquals(
                List.of(Kind.MEMORY, SyncMode.ALWAYS, WhenFull.REJECT),
                List.of(queue.kind(), queue.sync(), queue.whenFull()));
    }

    @Test
    void aRouteMayHaveATimeToLive() throws ConfigurationException {
        BridgeSection bridge = Load.yaml(folder, "bridge: {routes: [{out: a, time-to-live: 90s}, {out: b}]}")
                .bridge();
        assertEquals(
                List.of(Optional.of(Duration.ofSeconds(90)), Optional.<Duration>empty()),
                bridge.routes().stream()
                        .map(BridgeSection.RouteSection::timeToLive)
                        .toList());
    }

    @Test
    void theLocalBrokerKeepsSoMuchForAClient() throws ConfigurationException {
        BrokerSection broker = Load.defaults().broker();
        assertEquals(new BrokerSection.Delivery(100, 10_000, 64L * MIB, Duration.ofSeconds(2)), broker.delivery());
        assertEquals(
                new BrokerSection.Sessions(BrokerSection.Sessions.Kind.DURABLE, Optional.empty(), Sync.NEVER),
                broker.sessions());
        assertEquals(Duration.ofSeconds(10), broker.sysInterval());
        assertEquals(
                Duration.ZERO,
                Load.yaml(folder, "broker: {sys-interval: 0s}").broker().sysInterval());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broker: {sessions: {sync: interval}} | broker.sessions.sync: interval is not known here; use never or always",
                "broker: {sys-interval: 999ms} | broker.sys-interval: 999ms is too fine; use a multiple of 1s",
                "broker: {sys-interval: 25h} | broker.sys-interval: 25h is out of range; use 0s to 24h",
                "broker: {delivery: {window: 65536}} | broker.delivery.window: 65536 is out of range; use 1 to 65535",
                "broker: {delivery: {hold: 11m}} | broker.delivery.hold: 11m is out of range; use 0s to 10m",
                "bridge: {queue: {bytes: 1023}} | bridge.queue.bytes: 1023 is out of range; use 1KiB to 1048576MiB",
                "bridge: {queue: {segment: 1025MiB}} | bridge.queue.segment: 1025MiB is out of range; use 1KiB to 1024MiB",
                "bridge: {queue: {kind: disk}} | bridge.queue.kind: disk is not known here; use durable or memory",
                "bridge: {queue: {sync: x}} | bridge.queue.sync: x is not known here; use never, interval or always",
                "bridge: {queue: {when-full: x}} | bridge.queue.when-full: x is not known here; use drop-oldest,"
                        + " drop-newest, keep-latest-per-topic or reject",
                "bridge: {routes: [{out: a, time-to-live: 0s}]} | bridge.routes[0].time-to-live: 0s is out of range; use"
                        + " 1ms to 8760h"
            })
    void outOfRangeIsToldWithTheRange(String yaml, String problem) {
        List<String> problems = Load.problems(folder, yaml, Map.of());
        assertEquals(1, problems.size(), problems::toString);
        assertEquals(problem, problems.get(0).replaceFirst("^aroma.yaml:[0-9:]+ ", ""));
    }
}
