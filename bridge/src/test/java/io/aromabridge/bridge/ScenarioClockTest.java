package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time does to a link, by a clock that a test sets; see {@link ScenarioIndex}. */
class ScenarioClockTest {
    private static final MessageSink NOWHERE = message -> CompletableFuture.completedStage(null);
    private static final Route OUT = Route.out("out/#");
    private static final int HOUR = 3600;

    /** backoff.rs: doubled while connections do not hold, from the beginning after one that held. */
    @Test
    void waitsBeginAnewOnlyAfterAConnectionThatHeld() throws Exception {
        TestClock clock = new TestClock();
        LinkTuning tuning = new LinkTuning(
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                10,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofSeconds(20), 0));
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), tuning, Journal.none(), clock, OUT)) {
            bridge.startEmbedded(NOWHERE);
            int held = 0;
            for (int[] step : new int[][] {{0, 20}, {19, 40}, {0, 80}, {19, 80}, {20, 20}, {0, 40}, {HOUR, 20}}) {
                try (Peer peer = cloud.welcome()) {
                    lines.await("online at");
                    held += step[0];
                    clock.ahead(Duration.ofSeconds(held));
                    assertEquals("online", bridge.status().cloud().state());
                    // it is quiet
                    peer.expectNothingFor(Duration.ofMillis(1));
                }
                lines.await("next try in");
                LinkState state = bridge.cloud();
                if (state instanceof LinkState.Waiting waiting) {
                    assertEquals(Duration.ofMillis(step[1]), waiting.delay(), "after " + step[0] + " s online");
                }
            }
        }
    }

    /** 3f-10: an hour forward or back during a wait, a wait for PUBACK and a time to live. */
    @ParameterizedTest
    @CsvSource({"3600", "-3600"})
    void aJumpOfTheClockNeitherStopsNorHurriesIt(int seconds) throws Exception {
        TestClock clock = new TestClock();
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud),
                        TestBridge.tuning(10_000, 500),
                        Journal.none(),
                        clock,
                        Route.out("out/0").within(Duration.ofMinutes(10)),
                        OUT)) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.accept()) {
                peer.expect(RawPacket.CONNECT);
            }
            lines.await("next try in");
            // The first has a time to live, which counts by the clock: forward it is over, back it is longer.
            TestBridge.publish(bridge, 0);
            TestBridge.publish(bridge, 1);
            clock.ahead(Duration.ofSeconds(seconds));
            try (Peer hole = cloud.welcome()) {
                assertEquals(
                        seconds > 0 ? "1" : "0", hole.expect(RawPacket.PUBLISH).payload());
                clock.ahead(Duration.ZERO);
                hole.awaitEnd();
            }
            try (Peer peer = cloud.welcome()) {
                if (seconds < 0) {
                    assertEquals("0", peer.take().payload());
                }
                assertEquals("1", peer.take().payload());
            }
            LinkState state = bridge.cloud();
            assertFalse(state instanceof LinkState.Stopped, state.toString());
        }
    }
}
