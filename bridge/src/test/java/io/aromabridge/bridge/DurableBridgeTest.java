package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge whose queue outlives it. */
class DurableBridgeTest {
    private static final MessageSink NOWHERE = message -> CompletableFuture.completedStage(null);

    @TempDir
    Path folder;

    private BridgeSettings settings(ScriptedBroker cloud, Route... routes) throws AromaException {
        return new BridgeSettings(
                "bridge",
                TestBridge.endpoint(cloud),
                TestBridge.CLIENT,
                TestBridge.tuning(10_000, 10_000),
                Durable.in(folder),
                Routes.of(List.of(routes)));
    }

    private static Bridge open(BridgeSettings settings) throws AromaException {
        return Bridge.open(settings, Journal.none(), InstantSource.system(), new SplittableRandom(1));
    }

    @Test
    void sendsAfterARestartWhatWasLeft() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            BridgeSettings settings = settings(cloud, Route.out("out/#"));
            try (Bridge first = open(settings)) {
                for (int i = 0; i < 3; i++) {
                    TestBridge.publish(first, i);
                }
            }
            lines.await("INFO bridge: closed with 3 messages that the cloud has not acknowledged; they wait in "
                    + folder + " for the next start");
            try (Bridge second = open(settings)) {
                lines.await(": 3 messages wait from before, the oldest of 20");
                second.startEmbedded(NOWHERE);
                lines.await("INFO bridge: queue in " + folder + ": up to 100000 messages and 256 MiB, then the"
                        + " oldest is dropped; synced to the disk within 5 ms or 100 messages");
                try (Peer peer = cloud.welcome()) {
                    for (int i = 0; i < 3; i++) {
                        assertEquals(Integer.toString(i), peer.take().payload());
                    }
                    // Before the peer goes, which would be told.
                    second.close();
                }
            }
            assertEquals(List.of(), lines.warnings());
        }
    }

    @Test
    void letsOneBridgeInAndHasToBeOpened() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start()) {
            BridgeSettings settings = settings(cloud, Route.out("out/#"));
            try (Bridge first = open(settings)) {
                assertEquals(0, first.counters().depth());
                assertThrows(AromaException.class, () -> open(settings));
            }
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Bridge(settings, Journal.none(), InstantSource.system(), new SplittableRandom(1)));
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start()) {
            open(settings(cloud, Route.out("out/#"))).close();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("bridge-queue")) {
                    thread.join(10_000);
                    assertFalse(thread.isAlive(), thread.getName() + " still runs");
                }
            }
        }
    }

    @Test
    void sendsNothingThatIsOlderThanItsRouteWants() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start()) {
            BridgeSettings settings =
                    settings(cloud, Route.out("out/0").within(Duration.ofMillis(1)), Route.out("out/#"));
            try (Bridge first = open(settings)) {
                TestBridge.publish(first, 0);
                TestBridge.publish(first, 1);
                CountDownLatch aMoment = new CountDownLatch(1);
                assertFalse(aMoment.await(20, TimeUnit.MILLISECONDS), "time passes");
            }
            try (Bridge second = open(settings)) {
                second.startEmbedded(NOWHERE);
                try (Peer peer = cloud.welcome()) {
                    assertEquals("1", peer.take().payload());
                }
                assertEquals(1, second.counters().dropped());
            }
        }
    }

    @Test
    void answersForAMessageWhenAllItsResultsAreKept() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start()) {
            BridgeSettings settings =
                    settings(cloud, Route.out("out/#"), Route.out("out/#").as("copy"));
            try (Bridge bridge = open(settings)) {
                TestBridge.done(bridge.tap().accept(Message.of("out/1", "x", QoS.AT_LEAST_ONCE)));
                assertEquals(2, bridge.counters().depth());
                assertTrue(bridge.healthChecks().get(0).problem().now().isEmpty(), "healthy");
            }
        }
    }
}
