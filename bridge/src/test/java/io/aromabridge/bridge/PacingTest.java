package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The pace as the other side sees it. */
class PacingTest {
    private static final long SECOND = 1_000_000_000;
    /** So much may be made up for. */
    private static final long SLACK = 5_000_000;

    private static Bridge bridge(ScriptedBroker cloud, SendPolicy sending) throws Exception {
        BridgeSettings settings = new BridgeSettings(
                        "bridge",
                        TestBridge.endpoint(cloud),
                        TestBridge.CLIENT,
                        TestBridge.tuning(10_000, 10_000),
                        QueueLimit.DEFAULT,
                        Routes.of(List.of(Route.out("out/#"))))
                .with(sending);
        return new Bridge(settings, Journal.none(), InstantSource.system(), new SplittableRandom(1));
    }

    private static void start(Bridge bridge) {
        bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
    }

    @Test
    void limitsThePaceOverABreakToo() throws Exception {
        int rate = 50;
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = bridge(cloud, new SendPolicy(1, new Pace(rate, 0), Drain.FAIR, 0))) {
            for (int i = 0; i < 80; i++) {
                TestBridge.publish(bridge, i);
            }
            long before = System.nanoTime();
            start(bridge);
            int came = 0;
            try (Peer peer = cloud.welcome()) {
                for (; came < 20; came++) {
                    peer.take();
                }
            }
            try (Peer peer = cloud.welcome()) {
                for (String payload = ""; !payload.equals("79"); came++) {
                    payload = peer.take().payload();
                }
            }
            // A slow machine only makes it longer.
            long took = System.nanoTime() - before;
            long least = (came - 1) * SECOND / rate - SLACK;
            assertTrue(took >= least, came + " came within " + took + " ns, the pace wants " + least);
        }
    }

    @Test
    void ofTheDrainDoesNotSlowDownWhatJustCame() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = bridge(cloud, new SendPolicy(1, Pace.NONE, Drain.FAIR, 2))) {
            for (int i = 0; i < 3; i++) {
                TestBridge.publish(bridge, i);
            }
            start(bridge);
            try (Peer peer = cloud.welcome()) {
                assertEquals("0", peer.take().payload());
                for (int i = 100; i < 150; i++) {
                    TestBridge.publish(bridge, i);
                }
                List<String> order = new ArrayList<>();
                while (order.size() < 52) {
                    RawPacket packet = peer.take();
                    order.add(packet.payload());
                }
                assertEquals("2", order.get(51), "the last of those that waited comes last: " + order);
            }
        }
    }
}
