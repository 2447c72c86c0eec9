package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Packet;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A peer whose TCP is up and who answers nothing; a subclass names the client. The tests run beside each other, because they mostly wait. */
abstract class BlackHoleContract {
    private static final int PINGREQ = 12;

    private final ClientLibrary client;

    BlackHoleContract(ClientLibrary client) {
        this.client = client;
    }

    private final TestClock clock = new TestClock();
    private final Measured measured = new Measured();

    private static LinkTuning tuning(
            int keepAliveSeconds, long connectMillis, long operationMillis, long backoffMillis) {
        Duration backoff = Duration.ofMillis(backoffMillis);
        return new LinkTuning(
                Duration.ofSeconds(keepAliveSeconds),
                Duration.ofMillis(connectMillis),
                Duration.ofMillis(operationMillis),
                10,
                new Backoff(backoff, backoff, Duration.ofSeconds(20), 0));
    }

    private Bridge start(ScriptedBroker cloud, LinkTuning tuning) throws Exception {
        Bridge bridge = TestBridge.to(client, TestBridge.endpoint(cloud), tuning, measured, clock, Route.out("out/#"));
        bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
        return bridge;
    }

    private static void assertAllDelivered(Peer peer, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertEquals(Integer.toString(i), peer.take().payload());
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void isNoticedWhenPubackDoesNotCome() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start(cloud, tuning(60, 10_000, 500, 5000))) {
            TestBridge.publish(bridge, 0);
            TestBridge.publish(bridge, 1);
            String reason = "no PUBACK from " + TestBridge.endpoint(cloud).address() + " within 0.5 s";
            try (Peer hole = cloud.welcome()) {
                hole.expect(RawPacket.PUBLISH);
                hole.expect(RawPacket.PUBLISH);
                assertEquals("online", bridge.status().cloud().state());
                assertEquals(
                        "connected 1, connects_total 1, in_flight 2, queue_depth 2, queued_total 2, sent_total 2",
                        Measured.nonZero(bridge, "cloud"));
                lines.await("WARN cloud: " + reason);
            }
            assertEquals(Optional.of(reason), bridge.status().cloud().reason());
            assertEquals(
                    "connects_total 1, link_failures_total{reason=no-progress} 1, queue_depth 2, queued_total 2, sent_total 2",
                    Measured.nonZero(bridge, "cloud"));
            assertEquals(5.0, Measured.value(bridge, "backoff_seconds", "cloud"));
            assertEquals("fine", Measured.health(bridge), "nothing has waited for long");
            clock.ahead(Duration.ofSeconds(31));
            assertTrue(Measured.value(bridge, "oldest_seconds", "cloud") > 31, "age of the oldest");
            String problem = Measured.health(bridge);
            assertTrue(
                    problem.endsWith(" s for the cloud side, 2 wait in all"
                            + " (cloud: waiting for the next try after: " + reason + ")"),
                    problem);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void isOverWhenThePeerAnswersAgain() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = start(cloud, tuning(60, 10_000, 200, 20))) {
            for (int i = 0; i < 3; i++) {
                TestBridge.publish(bridge, i);
            }
            try (Peer hole = cloud.welcome()) {
                hole.awaitEnd();
            }
            clock.ahead(Duration.ofSeconds(31));
            try (Peer peer = cloud.welcome()) {
                assertTrue(!Measured.health(bridge).equals("fine"), "not delivered yet");
                assertAllDelivered(peer, 3);
                measured.awaitForwarded(3);
                assertEquals("fine", Measured.health(bridge));
                assertEquals(
                        "acknowledged_total 3, connected 1, connects_total 2, link_failures_total{reason=no-progress} 1, queued_total 3,"
                                + " sent_total 6",
                        Measured.nonZero(bridge, "cloud"));
                assertEquals(0, Measured.value(bridge, "oldest_seconds", "cloud"));
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void fromTheStartIsNoticedWhenConnackDoesNotCome() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start(cloud, tuning(60, 1500, 10_000, 20))) {
            String address = TestBridge.endpoint(cloud).address();
            String reason = "no CONNACK from " + address + " within 1.5 s";
            TestBridge.publish(bridge, 0);
            try (Peer hole = cloud.accept()) {
                hole.expect(RawPacket.CONNECT);
                assertEquals("connecting to " + address, bridge.status().cloud().toString());
                assertEquals("queue_depth 1, queued_total 1", Measured.nonZero(bridge, "cloud"));
                assertEquals(0, Measured.value(bridge, "backoff_seconds", "cloud"));
                lines.await("WARN cloud: " + reason);
            }
            clock.ahead(Duration.ofSeconds(31));
            try (Peer slow = cloud.accept()) {
                slow.expect(RawPacket.CONNECT);
                String problem = Measured.health(bridge);
                assertTrue(
                        problem.contains("s for the cloud side, 1 waits in all (cloud: connecting to " + address
                                + " again after: " + reason),
                        problem);
                slow.connack(0);
                assertAllDelivered(slow, 1);
                measured.awaitForwarded(1);
                assertEquals("fine", Measured.health(bridge));
                assertEquals(
                        "acknowledged_total 1, connected 1, connects_total 1, link_failures_total{reason=timeout} 1, queued_total 1, sent_total 1",
                        Measured.nonZero(bridge, "cloud"));
                assertEquals(Optional.empty(), bridge.status().cloud().reason());
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void isNoticedByTheKeepAliveWhenNothingIsPublished() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start(cloud, tuning(1, 10_000, 10_000, 5000))) {
            try (Peer hole = cloud.welcome()) {
                hole.expect(PINGREQ);
                hole.awaitEnd();
            }
            lines.await("WARN cloud: no PINGRESP from "
                    + TestBridge.endpoint(cloud).address() + " within 1 s; next try in");
            assertEquals(0, Measured.value(bridge, "connected", "cloud"));
            assertEquals("connects_total 1, link_failures_total{reason=timeout} 1", Measured.nonZero(bridge, "cloud"));
            clock.ahead(Duration.ofDays(1));
            assertEquals("fine", Measured.health(bridge), "nothing waits");
        }
    }

    /** PINGREQ goes out a keep alive after the last packet that was sent, not the last that came. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void isNoneAsLongAsPingrespMayStillCome() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = start(cloud, tuning(1, 10_000, 10_000, 5000));
                Peer slow = cloud.welcome()) {
            TestBridge.publish(bridge, 0);
            int packetId = slow.expect(RawPacket.PUBLISH).packetId();
            // it waits for PUBACK
            slow.expectNothingFor(Duration.ofMillis(200));
            slow.puback(packetId);
            slow.expect(PINGREQ);
            // it waits for PINGRESP
            slow.expectNothingFor(Duration.ofMillis(600));
            slow.send(Packet.pingresp());
            TestBridge.publish(bridge, 1);
            assertEquals("1", slow.take().payload());
        }
    }
}
