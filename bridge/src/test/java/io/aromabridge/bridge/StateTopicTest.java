package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.state.BridgeState;
import io.aromabridge.bridge.state.StatePublisher;
import io.aromabridge.bridge.state.StateTopic;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the local broker is told of the bridge; the form is the test's own. */
class StateTopicTest {
    private static final StateTopic TOPIC = new StateTopic(
            TopicName.of("aromabridge/bridge/bridge/state"),
            state -> Payload.of(text(state)),
            Payload.of("it is gone"));
    private static final int WILL_RETAINED_QOS_1 = 0x2c;
    private static final int RETAINED_QOS_1 = 3;

    private final ScriptedBroker local = ScriptedBroker.start();

    private static String text(BridgeState state) {
        return state.word() + " " + state.online() + "/" + state.total() + " " + state.depth();
    }

    private Peer acceptLocal() throws IOException {
        Peer peer = local.accept();
        RawPacket connect = peer.expect(RawPacket.CONNECT);
        assertEquals(WILL_RETAINED_QOS_1, connect.body()[7], "flags of CONNECT");
        assertTrue(connect.text().contains("aromabridge/bridge/bridge/state"), connect.text());
        assertTrue(connect.text().endsWith("it is gone"), connect.text());
        peer.connack(0);
        peer.suback(peer.expect(RawPacket.SUBSCRIBE).packetId(), 1);
        return peer;
    }

    /** Reads what is told until it begins like this. */
    private static String await(Peer peer, String begin) throws IOException {
        while (true) {
            RawPacket packet = peer.take();
            assertEquals("aromabridge/bridge/bridge/state", packet.topic());
            assertEquals(RETAINED_QOS_1, packet.flags() & 7, "retained, QoS 1");
            if (packet.payload().startsWith(begin)) {
                return packet.payload();
            }
        }
    }

    private StatePublisher start(Bridge bridge) {
        StatePublisher publisher = StatePublisher.start(TOPIC, bridge::state, bridge.toLocal(), InstantSource.system());
        bridge.onChange(publisher::changed);
        bridge.startWithBroker(TestBridge.endpoint(local), "bridge-1", Optional.of(TOPIC.will()), ClientLibrary.NETTY);
        return publisher;
    }

    @Test
    void flipsWhenTheCloudGoesAndComesAndSaysGoodbye() throws Exception {
        int port;
        try (local;
                ScriptedBroker cloud = ScriptedBroker.start()) {
            port = cloud.port();
            Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"));
            StatePublisher publisher = start(bridge);
            try (Peer here = acceptLocal()) {
                try (Peer there = cloud.welcome()) {
                    assertEquals("online 1/1 0", await(here, "online"));
                    cloud.close();
                }
                assertEquals("waiting 0/1 0", await(here, "waiting"));
                try (ScriptedBroker again = ScriptedBroker.start(port);
                        Peer there = again.welcome()) {
                    assertEquals("online 1/1 0", await(here, "online"));
                    here.publish(1, "out/a", "goes and is not acknowledged");
                    here.expect(RawPacket.PUBACK);
                    assertEquals("online 1/1 1", await(here, "online 1/1 1"));
                    // As the command does: the last word, while the link is still there to say it.
                    Thread closing = new Thread(() -> {
                        publisher.close();
                        bridge.close();
                    });
                    closing.start();
                    assertEquals("stopped 0/1 1", await(here, "stopped"));
                    here.expect(RawPacket.DISCONNECT);
                    closing.join(10_000);
                }
            }
        }
    }

    @Test
    void isPublishedAgainWhenTheLocalBrokerComesBackBecauseOfTheWill() throws Exception {
        try (local;
                ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"));
                StatePublisher unused = start(bridge);
                Peer there = cloud.welcome()) {
            try (Peer here = acceptLocal()) {
                assertEquals("online 1/1 0", await(here, "online"));
            }
            try (Peer here = acceptLocal()) {
                assertEquals("online 1/1 0", await(here, "online"));
                // none of it goes to the cloud
                there.expectNothingFor(Duration.ofMillis(20));
            }
        }
    }

    @Test
    void withoutItTheLocalBrokerHearsNothing() throws Exception {
        try (local;
                ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"))) {
            assertTrue(
                    bridge.toLocal().accept(TOPIC.will()).toCompletableFuture().isCompletedExceptionally());
            bridge.startWithBroker(TestBridge.endpoint(local), "bridge-1");
            try (Peer there = cloud.welcome();
                    Peer here = local.accept()) {
                assertEquals(0, here.expect(RawPacket.CONNECT).body()[7], "flags of CONNECT");
                here.connack(0);
                here.suback(here.expect(RawPacket.SUBSCRIBE).packetId(), 1);
                TestBridge.done(bridge.online());
                // nothing is told
                here.expectNothingFor(Duration.ofMillis(20));
            }
        }
    }
}
