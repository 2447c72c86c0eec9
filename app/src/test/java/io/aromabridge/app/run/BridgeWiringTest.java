package io.aromabridge.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.app.config.Configuration;
import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.QueueSettings;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.queue.QueueSettings.Memory;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.certs.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the section {@code bridge} means for the bridge. */
class BridgeWiringTest {
    private static final Path DATA = Path.of("data").toAbsolutePath();
    private static final Endpoint CLOUD = new Endpoint("localhost", 1, Optional.empty(), Optional.empty());

    private static BridgeSection section(Map<String, String> settings) throws Exception {
        Map<String, String> environment = new HashMap<>();
        settings.forEach((name, value) -> environment.put("AROMA_BRIDGE_" + name, value));
        return Configuration.load(Optional.empty(), environment, List.of()).bridge();
    }

    private static QueueSettings queue(Map<String, String> settings) throws Exception {
        BridgeSection section = section(settings);
        Path folder = Workspace.of(Optional.of(DATA), InstantSource.system()).queueFolder(section.name());
        return BridgeWiring.settings(section, CLOUD, folder).queue();
    }

    @Test
    void theQueueOfEachBridgeHasAFolderOfItsOwn() throws Exception {
        assertEquals(Durable.in(DATA.resolve("queue").resolve("aromabridge")), queue(Map.of()));
        assertEquals(Durable.in(DATA.resolve("queue").resolve("b7")), queue(Map.of("NAME", "b7")));
        assertEquals(Durable.in(Path.of("q").toAbsolutePath()), queue(Map.of("QUEUE_FOLDER", "q")));
    }

    @Test
    void inMemoryOnlyTheLimitCounts() throws Exception {
        assertEquals(
                new Memory(new QueueLimit(10_000, 256L << 20, WhenFull.DROP_OLDEST)),
                queue(Map.of("QUEUE_KIND", "memory")));
        assertEquals(
                new Memory(new QueueLimit(-1, WhenFull.DROP_OLDEST)),
                queue(Map.of("QUEUE_KIND", "memory", "QUEUE_SIZE", "-1")));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @ParameterizedTest
    @EnumSource
    void everyWayToBeFullHasItsWord(WhenFull whenFull) throws Exception {
        assertEquals(
                whenFull,
                queue(Map.of("QUEUE_WHEN_FULL", word(whenFull))).limit().whenFull());
    }

    @ParameterizedTest
    @EnumSource
    void everySyncModeHasItsWord(SyncMode sync) throws Exception {
        Durable durable = (Durable) queue(Map.of("QUEUE_SYNC", word(sync), "QUEUE_SEGMENT", "1MiB"));
        assertEquals(sync, durable.sync());
        assertEquals(1 << 20, durable.segmentBytes());
    }

    @Test
    void timesToLiveReachTheRoutes() throws Exception {
        BridgeSection section = section(Map.of("ROUTES", "[{out: a, time-to-live: 90s}, {out: b}]"));
        assertEquals(
                List.of(Route.out("a").within(Duration.ofSeconds(90)), Route.out("b")),
                BridgeWiring.routes(section).all());
    }
}
