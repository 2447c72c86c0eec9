package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.route.Route;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What other bridges test between two brokers, where it is not tested elsewhere here; {@link ScenarioIndex} has the whole
 * list.
 */
class ScenarioLocalTest {
    private final ScriptedBroker local = ScriptedBroker.start();
    private final ScriptedBroker cloud = ScriptedBroker.start();

    private Bridge start() throws Exception {
        Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"), Route.in("in/#"));
        bridge.startWithBroker(TestBridge.endpoint(local), "bridge-1");
        return bridge;
    }

    private static List<String> take(Peer peer, int count) throws Exception {
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payloads.add(peer.take().payload());
        }
        return payloads;
    }

    /** republish.rs towards the local broker: what it did not acknowledge comes again, before what is new. */
    @Test
    void whatTheLocalBrokerDidNotAcknowledgeComesAgainBeforeWhatIsNew() throws Exception {
        try (local;
                cloud;
                Bridge bridge = start();
                Peer there = cloud.welcomeSubscriber(1)) {
            try (Peer here = local.welcomeSubscriber(1)) {
                TestBridge.done(bridge.online());
                for (int i = 1; i <= 3; i++) {
                    there.publish(i, "in/a", "" + i);
                }
                for (int i = 1; i <= 3; i++) {
                    assertEquals("" + i, here.expect(RawPacket.PUBLISH).payload());
                }
            }
            there.publish(4, "in/a", "4");
            try (Peer here = local.welcomeSubscriber(1)) {
                assertEquals(List.of("1", "2", "3", "4"), take(here, 4));
                Set<Integer> acknowledged = new HashSet<>();
                for (int i = 1; i <= 4; i++) {
                    acknowledged.add(there.expect(RawPacket.PUBACK).packetId());
                }
                assertEquals(Set.of(1, 2, 3, 4), acknowledged);
            }
        }
    }

    /**
     * acknowledges_correct_messages_when_puback_out_of_order: each acknowledgement counts for its own message, and goes on
     * in the order in which the messages came (MQTT 3.1.1, section 4.6).
     */
    @Test
    void acknowledgementsInAnotherOrderCountForTheRightMessages() throws Exception {
        try (local;
                cloud;
                Bridge bridge = start();
                Peer there = cloud.welcomeSubscriber(1);
                Peer here = local.welcomeSubscriber(1)) {
            TestBridge.done(bridge.online());
            List<RawPacket> coming = new ArrayList<>();
            for (int i = 11; i <= 14; i++) {
                there.publish(i, "in/" + i, "" + i);
                coming.add(here.expect(RawPacket.PUBLISH));
            }
            int goneOn = 11;
            int[] order = {2, 0, 3, 1};
            int[] goOn = {0, 1, 0, 3};
            for (int i = 0; i < order.length; i++) {
                here.puback(coming.get(order[i]).packetId());
                for (int each = 0; each < goOn[i]; each++) {
                    assertEquals(goneOn++, there.expect(RawPacket.PUBACK).packetId());
                }
                there.expectNothingFor(Duration.ofMillis(30));
            }
            assertEquals(15, goneOn);
        }
    }

    /** Messages without a route are acknowledged all the same. */
    @Test
    void whatNoRouteWantsIsAcknowledged() throws Exception {
        try (local;
                cloud;
                Bridge bridge = start();
                Peer there = cloud.welcomeSubscriber(1);
                Peer here = local.welcomeSubscriber(1)) {
            TestBridge.done(bridge.online());
            here.publish(1, "stray", "x");
            assertEquals(1, here.expect(RawPacket.PUBACK).packetId());
            there.publish(2, "stray", "x");
            assertEquals(2, there.expect(RawPacket.PUBACK).packetId());
            here.publish(3, "out/a", "next");
            assertEquals("next", there.take().payload());
        }
    }

    /** The link to the cloud breaks, then that to the local broker; messages cross both ways each time. */
    @Test
    void bothWaysGoOnAfterEachBreakOfEitherSide() throws Exception {
        try (local;
                cloud;
                Bridge bridge = start()) {
            Peer there = cloud.welcomeSubscriber(1);
            Peer here = local.welcomeSubscriber(1);
            TestBridge.done(bridge.online());
            for (int round = 0; round < 4; round++) {
                String text = "round " + round;
                here.publish(1, "out/a", text);
                assertEquals(text, there.take().payload());
                assertEquals(1, here.expect(RawPacket.PUBACK).packetId());
                there.publish(2, "in/a", text);
                assertEquals(text, here.take().payload());
                assertEquals(2, there.expect(RawPacket.PUBACK).packetId());
                if (round % 2 == 0) {
                    there.close();
                    there = cloud.welcomeSubscriber(1);
                } else {
                    here.close();
                    here = local.welcomeSubscriber(1);
                }
            }
            here.close();
            there.close();
        }
    }

    /** The cloud goes away in the middle of a burst; nothing is lost. */
    @Test
    void aBurstOutlivesBreaksInItsMiddle() throws Exception {
        int count = 2000;
        try (local;
                cloud;
                Bridge bridge = start()) {
            Set<String> arrived = new HashSet<>();
            Peer there = cloud.welcomeSubscriber(1);
            Peer here = local.welcomeSubscriber(1);
            TestBridge.done(bridge.online());
            for (int i = 0; i < count; i++) {
                here.publish(1 + i, "out/a", "" + i);
            }
            int taken = 0;
            while (arrived.size() < count) {
                arrived.add(there.take().payload());
                if (++taken % 700 == 0) {
                    there.close();
                    there = cloud.welcomeSubscriber(1);
                }
            }
            assertTrue(taken <= count + 3 * 10, taken + " for " + count + ": at most the window of 10 at each break");
            here.close();
            there.close();
        }
    }
}
