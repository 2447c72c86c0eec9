package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.route.Route;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Endpoint NOBODY = new Endpoint("127.0.0.1", 1, Optional.empty(), Optional.empty());

    private Instant now = Instant.EPOCH;

    @Test
    void endsWhenAMessageHasWaitedLongerThanThirtySeconds() throws Exception {
        try (Bridge bridge =
                TestBridge.to(NOBODY, TestBridge.tuning(1000, 1000), Journal.none(), () -> now, Route.out("out/#"))) {
            now = now.plusSeconds(3600);
            assertEquals("fine", Measured.health(bridge), "idle for an hour");
            TestBridge.publish(bridge, 0);
            now = now.plusSeconds(30);
            TestBridge.publish(bridge, 1);
            assertEquals("fine", Measured.health(bridge), "not longer than 30 s");
            now = now.plusMillis(1);
            assertEquals(
                    "a message has waited 30 s for the cloud side, 2 wait in all (cloud: idle)",
                    Measured.health(bridge));
        }
    }

    @Test
    void isGoodWhileTheCloudIsDownAndNothingWaits() throws Exception {
        TestClock clock = new TestClock();
        try (LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(
                        NOBODY, TestBridge.tuning(1000, 1000), Journal.none(), clock, Route.out("out/#"))) {
            bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
            lines.await("connection refused");
            clock.ahead(Duration.ofDays(1));
            assertEquals("fine", Measured.health(bridge));
            assertEquals(0, Measured.value(bridge, "oldest_seconds", "cloud"));
        }
    }

    @Test
    void endsWhenAMessageHasWaitedTooLongForTheLocalBroker() throws Exception {
        TestClock clock = new TestClock();
        Measured measured = new Measured();
        try (ScriptedBroker local = ScriptedBroker.start();
                ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud),
                        TestBridge.tuning(10_000, 10_000),
                        measured,
                        clock,
                        Route.in("in/#"))) {
            bridge.startWithBroker(TestBridge.endpoint(local), "bridge-1");
            try (Peer there = cloud.welcomeSubscriber(1);
                    Peer here = local.welcome()) {
                there.publish(2, "in/a", "coming");
                int id = here.expect(RawPacket.PUBLISH).packetId();
                clock.ahead(Duration.ofSeconds(31));
                String problem = Measured.health(bridge);
                assertTrue(
                        problem.matches(
                                "a message has waited 3\\d s for the local side, 1 waits in all \\(local: online at "
                                        + TestBridge.endpoint(local).address() + "\\)"),
                        problem);
                here.puback(id);
                measured.awaitForwarded(1);
                assertEquals("fine", Measured.health(bridge));
            }
        }
    }
}
