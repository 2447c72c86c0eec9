package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.log.LogLines;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a full queue tells the person at the console: at once, and not for each message. */
class DroppingTest {
    @Test
    void warnsAtTheFirstTheTenthTheHundredth() throws Exception {
        BridgeSettings settings = new BridgeSettings(
                "bridge",
                new Endpoint("127.0.0.1", 1, Optional.empty(), Optional.empty()),
                TestBridge.CLIENT,
                LinkTuning.DEFAULT,
                new QueueLimit(5, WhenFull.DROP_OLDEST),
                Routes.of(List.of(Route.out("#"))));
        try (LogLines log = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = new Bridge(settings, Journal.none(), InstantSource.system(), new SplittableRandom(1))) {
            for (int i = 0; i < 5; i++) {
                TestBridge.publish(bridge, i);
            }
            assertEquals(List.of(), log.warnings(), "full, but nothing is lost");
            for (int i = 0; i < 250; i++) {
                TestBridge.publish(bridge, i);
            }
            assertEquals(
                    List.of(
                            "bridge: 1 message dropped so far: the queue was full, the oldest goes",
                            "bridge: 10 messages dropped so far: the queue was full, the oldest goes",
                            "bridge: 100 messages dropped so far: the queue was full, the oldest goes"),
                    log.warnings());
        }
    }
}
