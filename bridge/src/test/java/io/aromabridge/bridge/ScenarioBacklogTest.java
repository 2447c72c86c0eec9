package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Twenty thousand messages wait, and new ones come; see {@link ScenarioIndex}. */
class ScenarioBacklogTest {
    private static final int WAITING = 20_000;
    private static final int PER_SECOND = 10_000;

    private static Bridge bridge(ScriptedBroker cloud, SendPolicy sending) throws Exception {
        BridgeSettings settings = new BridgeSettings(
                        "bridge",
                        TestBridge.endpoint(cloud),
                        TestBridge.CLIENT,
                        TestBridge.tuning(10_000, 10_000),
                        new QueueLimit(-1, WhenFull.DROP_OLDEST),
                        Routes.of(List.of(Route.out("out/#"))))
                .with(sending);
        return new Bridge(settings, Journal.none(), InstantSource.system(), new SplittableRandom(1));
    }

    private static void drains(SendPolicy sending, boolean newIsServedMeanwhile) throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = bridge(cloud, sending)) {
            for (int i = 0; i < WAITING; i++) {
                var unused = bridge.tap().accept(Message.of("out/old", "" + i, QoS.AT_LEAST_ONCE));
            }
            bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
            try (Peer peer = cloud.welcome()) {
                long begun = System.nanoTime();
                int old = 0;
                int left = 0;
                for (int i = 0; i <= WAITING; i++) {
                    if (i == 1) {
                        TestBridge.done(bridge.tap().accept(Message.of("out/new", "new", QoS.AT_LEAST_ONCE)));
                    }
                    RawPacket packet = peer.take();
                    if (packet.topic().equals("out/new")) {
                        left = WAITING - old;
                    } else {
                        assertEquals(Integer.toString(old++), packet.payload());
                    }
                }
                double seconds = (System.nanoTime() - begun) / 1e9;
                assertTrue(seconds > 0.95 * WAITING / PER_SECOND, WAITING + " within " + seconds + " s");
                assertEquals(newIsServedMeanwhile, left > WAITING / 2, left + " waited when the new one came");
            }
        }
    }

    @Test
    void drainAtThePaceWhileNewOnesPass() throws Exception {
        drains(new SendPolicy(1, new Pace(PER_SECOND, 0), Drain.FAIR, 0), true);
    }

    @Test
    void drainAtTheirOwnRateWhileNewOnesPass() throws Exception {
        drains(new SendPolicy(1, Pace.NONE, Drain.FAIR, PER_SECOND), true);
    }

    @Test
    void goBeforeNewOnesIfThatIsWanted() throws Exception {
        drains(new SendPolicy(1, new Pace(PER_SECOND, 0), Drain.BEFORE_NEW, 0), false);
    }
}
