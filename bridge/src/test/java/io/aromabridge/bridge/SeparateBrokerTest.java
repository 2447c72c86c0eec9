package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeparateBrokerTest {
    private static final int CLEAN_SESSION = 2;

    private final ScriptedBroker local = ScriptedBroker.start();
    private final ScriptedBroker cloud = ScriptedBroker.start();

    private Bridge start() throws Exception {
        Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"), Route.in("in/#"));
        bridge.startWithBroker(TestBridge.endpoint(local), "bridge-1");
        return bridge;
    }

    private static Peer accept(ScriptedBroker broker, String clientId, int flags) throws Exception {
        Peer peer = broker.accept();
        RawPacket connect = peer.expect(RawPacket.CONNECT);
        assertTrue(connect.text().endsWith(clientId), "client id");
        assertEquals(4, connect.body()[6], "MQTT 3.1.1");
        assertEquals(flags, connect.body()[7], "flags of " + clientId);
        peer.connack(0);
        peer.suback(peer.expect(RawPacket.SUBSCRIBE).packetId(), 1);
        return peer;
    }

    @Test
    void isServedInBothDirections() throws Exception {
        try (local;
                cloud;
                Bridge bridge = start();
                Peer there = accept(cloud, TestBridge.CLIENT, CLEAN_SESSION);
                Peer here = accept(local, "bridge-1", 0)) {
            TestBridge.done(bridge.online());
            here.publish(1, "out/a", "going");
            assertEquals("out/a going", text(there.take()));
            assertEquals(1, here.expect(RawPacket.PUBACK).packetId());
            there.publish(2, "in/a", "coming");
            RawPacket coming = here.expect(RawPacket.PUBLISH);
            assertEquals("in/a coming", text(coming));
            // the cloud is not told before the local broker has it
            there.expectNothingFor(Duration.ofMillis(50));
            here.puback(coming.packetId());
            assertEquals(2, there.expect(RawPacket.PUBACK).packetId());
        }
    }

    @Test
    void isWaitedForWithWhatTheCloudSends() throws Exception {
        try (local;
                cloud;
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start();
                Peer there = accept(cloud, TestBridge.CLIENT, CLEAN_SESSION)) {
            try (Peer here = accept(local, "bridge-1", 0)) {
                TestBridge.done(bridge.online());
                assertInstanceOf(LinkState.Online.class, bridge.local().orElseThrow());
            }
            lines.await("WARN local: ");
            there.publish(2, "in/a", "coming");
            try (Peer here = accept(local, "bridge-1", 0)) {
                assertEquals("in/a coming", text(here.take()));
                assertEquals(2, there.expect(RawPacket.PUBACK).packetId());
            }
        }
    }

    private static String text(RawPacket packet) {
        return packet.topic() + " " + packet.payload();
    }
}
