package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.ScriptedBroker.Packet;
import io.aromabridge.bridge.ScriptedBroker.Peer;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.route.Route;
import org.junit.jupiter.api.Test;

class SeparateBrokerTest {
    private static final int CLEAN_SESSION = 2;

    private final ScriptedBroker local = new ScriptedBroker();
    private final ScriptedBroker cloud = new ScriptedBroker();

    private Bridge start() throws Exception {
        Bridge bridge = TestBridge.to(cloud.endpoint(), Route.out("out/#"), Route.in("in/#"));
        bridge.startWithBroker(local.endpoint(), "bridge-1");
        return bridge;
    }

    private static Peer accept(ScriptedBroker broker, String clientId, int flags) throws Exception {
        Peer peer = broker.accept();
        Packet connect = peer.expect(ScriptedBroker.CONNECT);
        assertTrue(connect.text().endsWith(clientId), "client id");
        assertEquals(4, connect.body().get(6), "MQTT 3.1.1");
        assertEquals(flags, connect.body().get(7), "flags of " + clientId);
        peer.connack(0);
        peer.suback(peer.expect(ScriptedBroker.SUBSCRIBE).packetId(), 1);
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
            assertEquals(1, here.expect(ScriptedBroker.PUBACK).packetId());
            there.publish(2, "in/a", "coming");
            Packet coming = here.expect(ScriptedBroker.PUBLISH);
            assertEquals("in/a coming", text(coming));
            assertTrue(there.isSilent(50), "the cloud is not told before the local broker has it");
            here.puback(coming.packetId());
            assertEquals(2, there.expect(ScriptedBroker.PUBACK).packetId());
        }
    }

    @Test
    void isWaitedForWithWhatTheCloudSends() throws Exception {
        try (local;
                cloud;
                LogLines lines = new LogLines();
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
                assertEquals(2, there.expect(ScriptedBroker.PUBACK).packetId());
            }
        }
    }

    private static String text(Packet packet) {
        return packet.topic() + " " + packet.payload();
    }
}
