package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.metric.Sample;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Measured measured = new Measured();
    private volatile Instant now = Instant.parse("2026-01-01T12:00:00.250Z");

    @Test
    void areAllThereAndZeroBeforeTheStart() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"))) {
            assertEquals(
                    List.of(
                            "acknowledged_total{link=cloud}",
                            "backoff_seconds{link=cloud}",
                            "connected{link=cloud}",
                            "connects_total{link=cloud}",
                            "dropped_total{link=cloud, reason=expired}",
                            "dropped_total{link=cloud, reason=newest}",
                            "dropped_total{link=cloud, reason=not-kept}",
                            "dropped_total{link=cloud, reason=oldest}",
                            "dropped_total{link=cloud, reason=quarantined}",
                            "dropped_total{link=cloud, reason=rejected}",
                            "dropped_total{link=cloud, reason=storage}",
                            "dropped_total{link=cloud, reason=superseded}",
                            "in_flight{link=cloud}",
                            "last_acknowledged_timestamp_seconds{link=cloud}",
                            "link_failures_total{link=cloud, reason=closed}",
                            "link_failures_total{link=cloud, reason=no-progress}",
                            "link_failures_total{link=cloud, reason=other}",
                            "link_failures_total{link=cloud, reason=refused}",
                            "link_failures_total{link=cloud, reason=timeout}",
                            "link_failures_total{link=cloud, reason=tls}",
                            "link_failures_total{link=cloud, reason=unreachable}",
                            "oldest_seconds{link=cloud}",
                            "queue_bytes{link=cloud}",
                            "queue_depth{link=cloud}",
                            "queued_total{link=cloud}",
                            "received_total{link=cloud}",
                            "sent_total{link=cloud}"),
                    List.copyOf(Measured.samples(bridge).keySet()));
            assertTrue(
                    Measured.samples(bridge).values().stream().allMatch(value -> value == 0),
                    Measured.samples(bridge).toString());
        }
    }

    @Test
    void haveOneHelpAndOneSetOfLabelsForEachName() throws Exception {
        try (ScriptedBroker local = ScriptedBroker.start();
                ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"))) {
            bridge.startWithBroker(TestBridge.endpoint(local), "bridge-1");
            Map<String, String> known = new HashMap<>();
            for (Sample sample : bridge.samples()) {
                String facts = sample.type() + " " + sample.help() + " "
                        + sample.labels().keySet().stream().sorted().toList();
                assertEquals(facts, known.getOrDefault(sample.name(), facts));
                known.put(sample.name(), facts);
            }
            assertEquals(14, known.size(), known.toString());
        }
    }

    @Test
    void tellWhatTheQueueGaveUpAndWhy() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start()) {
            for (WhenFull whenFull : List.of(WhenFull.DROP_OLDEST, WhenFull.DROP_NEWEST)) {
                BridgeSettings settings = new BridgeSettings(
                        "bridge",
                        TestBridge.endpoint(cloud),
                        TestBridge.CLIENT,
                        LinkTuning.DEFAULT,
                        new QueueLimit(2, whenFull),
                        Routes.of(List.of(Route.out("#"))));
                try (Bridge bridge = new Bridge(settings, measured, () -> Instant.EPOCH, new SplittableRandom(1))) {
                    for (int i = 0; i < 5; i++) {
                        TestBridge.publish(bridge, i);
                    }
                    assertEquals(
                            whenFull == WhenFull.DROP_OLDEST
                                    ? "dropped_total{reason=oldest} 3, queue_depth 2, queued_total 5"
                                    : "dropped_total{reason=newest} 3, queue_depth 2, queued_total 2",
                            Measured.nonZero(bridge, "cloud"));
                }
            }
        }
    }

    @Test
    void countBothSidesBesideABrokerOfAnotherProcess() throws Exception {
        try (ScriptedBroker local = ScriptedBroker.start();
                ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud),
                        TestBridge.tuning(10_000, 10_000),
                        measured,
                        Route.out("out/#"),
                        Route.in("in/#"))) {
            bridge.startWithBroker(TestBridge.endpoint(local), "bridge-1");
            try (Peer there = cloud.welcomeSubscriber(1);
                    Peer here = local.welcomeSubscriber(1)) {
                TestBridge.done(bridge.online());
                here.publish(1, "out/a", "going");
                here.expect(RawPacket.PUBACK);
                there.take();
                there.publish(2, "in/a", "coming");
                there.publish(3, "in/a", "coming");
                here.take();
                here.take();
                measured.awaitForwarded(3);
                assertEquals(
                        "acknowledged_total 1, connected 1, connects_total 1, queued_total 1, received_total 2, sent_total 1",
                        Measured.nonZero(bridge, "cloud"));
                assertEquals(
                        "acknowledged_total 2, connected 1, connects_total 1, queued_total 2, received_total 1, sent_total 2",
                        Measured.nonZero(bridge, "local"));
                assertEquals(new BridgeCounters(1, 1, 1, 0, 0, 0, 2), bridge.counters());
            }
        }
    }

    @Test
    void tellWhenTheCloudAcknowledgedLast() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud),
                        TestBridge.tuning(10_000, 10_000),
                        measured,
                        () -> now,
                        Route.out("out/#"))) {
            TestBridge.publish(bridge, 0);
            bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
            try (Peer peer = cloud.welcome()) {
                peer.take();
                measured.awaitForwarded(1);
                assertEquals(
                        now.toEpochMilli() / 1e3,
                        Measured.value(bridge, "last_acknowledged_timestamp_seconds", "cloud"));
                assertEquals(Optional.of(now), bridge.status().cloud().since());
            }
        }
    }

    @Test
    void agreeWithTheStatus() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud),
                        TestBridge.tuning(10_000, 10_000),
                        measured,
                        () -> now,
                        Route.out("out/#"),
                        Route.in("in/#").as("back"))) {
            TestBridge.publish(bridge, 0);
            now = now.plusSeconds(7);
            String address = TestBridge.endpoint(cloud).address();
            assertEquals(
                    new BridgeStatus(
                            "bridge",
                            new LinkStatus("idle", address, Optional.empty(), Optional.empty(), Optional.empty()),
                            List.of(new LinkStatus(
                                    "idle", address, Optional.empty(), Optional.empty(), Optional.empty())),
                            Optional.empty(),
                            new BridgeCounters(1, 0, 0, 0, 1, 0, 0),
                            Duration.ofSeconds(7),
                            List.of("out out/#", "in in/# as back")),
                    bridge.status());
            assertEquals(7, Measured.value(bridge, "oldest_seconds", "cloud"));
            bridge.close();
            assertEquals("idle", bridge.status().cloud().state(), "it was never started");
        }
    }
}
