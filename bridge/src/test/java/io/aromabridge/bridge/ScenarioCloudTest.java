package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.ScriptedBroker.Packet;
import io.aromabridge.bridge.ScriptedBroker.Peer;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.message.QoS;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What other bridges test at the link to the cloud, where it is not tested elsewhere here; {@link ScenarioIndex} has the
 * whole list.
 */
class ScenarioCloudTest {
    private static final MessageSink NOWHERE = message -> CompletableFuture.completedStage(null);
    private static final Route OUT = Route.out("out/#");
    private static final int DUP = 8;

    @TempDir
    Path folder = Path.of("");

    private static void raw(Peer peer, int... bytes) throws IOException {
        for (int each : bytes) {
            peer.socket().getOutputStream().write(each);
        }
    }

    /** M5: a session begins clean, so nothing is a duplicate there: the same message, before newer ones, DUP not set. */
    @Test
    void whatWasNotAcknowledgedComesAsANewPublishOfTheNextSession() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(cloud.endpoint(), OUT)) {
            bridge.startEmbedded(NOWHERE);
            for (int cut = 0; cut < 3; cut++) {
                try (Peer peer = cloud.welcome()) {
                    if (cut == 0) {
                        TestBridge.publish(bridge, 0);
                    }
                    assertEquals("0", peer.expect(ScriptedBroker.PUBLISH).payload());
                }
            }
            TestBridge.publish(bridge, 1);
            try (Peer peer = cloud.welcome()) {
                Packet again = peer.take();
                assertEquals(
                        "0 qos 1 dup 0", again.payload() + " qos " + again.qos() + " dup " + (again.flags() & DUP));
                assertEquals("1", peer.take().payload());
            }
        }
    }

    /** The next PUBLISH, acknowledged; a PUBREC is answered with PUBREL, and a PUBREL with PUBCOMP, whatever they are for. */
    private static Packet takePublish(Peer peer) throws IOException {
        Packet packet = peer.read();
        while (packet.type() != ScriptedBroker.PUBLISH) {
            packet = peer.read();
        }
        peer.puback(packet.packetId());
        return packet;
    }

    /** M9, ignores_duplicate_acknowledgement: PUBACK, PUBREC, PUBREL and PUBCOMP of what is not, or no more, waited for. */
    @ParameterizedTest
    @CsvSource({"0x40", "0x50", "0x62", "0x70"})
    void anAcknowledgementOfNothingIsIgnored(int type) throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(cloud.endpoint(), OUT)) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                raw(peer, type, 2, 2000 >> 8, 2000 & 0xff);
                TestBridge.publish(bridge, 0);
                Packet first = takePublish(peer);
                raw(peer, type, 2, first.packetId() >> 8, first.packetId() & 0xff);
                for (int i = 1; i < 30; i++) {
                    TestBridge.publish(bridge, i);
                    assertEquals(Integer.toString(i), takePublish(peer).payload());
                }
            }
        }
    }

    /** M14: each refusal in words of its own. */
    @Test
    void eachRefusalIsToldInWordsOfItsOwn() throws Exception {
        Set<String> words = new HashSet<>();
        try (ScriptedBroker cloud = new ScriptedBroker();
                LogLines lines = new LogLines();
                Bridge bridge = TestBridge.to(cloud.endpoint(), OUT)) {
            bridge.startEmbedded(NOWHERE);
            List<Integer> codes = List.of(1, 2, 3, 4, 5, 128);
            for (int code : codes) {
                try (Peer peer = cloud.accept()) {
                    peer.expect(ScriptedBroker.CONNECT);
                    peer.connack(code);
                    String line = lines.await("next try in");
                    assertTrue(line.startsWith("WARN cloud: "), line);
                    assertFalse(line.contains("Exception"), line);
                    words.add(line.replaceFirst("CONNACK \\d+", "").replaceFirst("; next try.*", ""));
                }
            }
            assertEquals(codes.size(), words.size(), words.toString());
        }
    }

    /** M19: a hundred wait over an outage and a restart, arrive in order, and nothing is left on the disk. */
    @Test
    void aHundredOutliveARestartAndLeaveNothingBehind() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker()) {
            BridgeSettings settings = new BridgeSettings(
                    "bridge",
                    cloud.endpoint(),
                    TestBridge.CLIENT,
                    TestBridge.tuning(10_000, 10_000),
                    Durable.in(folder),
                    Routes.of(List.of(OUT)));
            try (Bridge first = open(settings)) {
                for (int i = 0; i < 100; i++) {
                    TestBridge.done(first.tap().accept(Message.of("out/a", "" + i, QoS.AT_LEAST_ONCE)));
                }
            }
            try (Bridge second = open(settings)) {
                second.startEmbedded(NOWHERE);
                try (Peer peer = cloud.welcome()) {
                    for (int i = 0; i < 100; i++) {
                        assertEquals(Integer.toString(i), peer.take().payload());
                    }
                    second.close();
                }
                assertEquals(0, second.counters().depth());
            }
            try (Bridge third = open(settings)) {
                assertEquals(0, third.counters().depth());
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith(".log"))
                            .map(Path::toString)
                            .toList());
        }
    }

    private static Bridge open(BridgeSettings settings) throws Exception {
        return Bridge.open(settings, Journal.none(), InstantSource.system(), new SplittableRandom(1));
    }

    /** bridge_many_messages: ten thousand of QoS 0 while the peer reads nothing; then all come. */
    @Test
    void tenThousandForAPeerThatReadsNothingDoNotWedgeIt() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(cloud.endpoint(), OUT.with(QosRule.KEEP))) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                TestBridge.done(bridge.online());
                for (int i = 0; i < 10_000; i++) {
                    TestBridge.publish(bridge, i);
                }
                for (int i = 0; i < 10_000; i++) {
                    assertEquals(
                            Integer.toString(i),
                            peer.expect(ScriptedBroker.PUBLISH).payload());
                }
            }
        }
    }

    /** bridge_forwards_large_messages: as large as AWS IoT takes, byte for byte. */
    @Test
    void theLargestMessageComesWhole() throws Exception {
        String large = "0123456789abcdef".repeat(8 << 10);
        assertEquals(128 << 10, large.length());
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(cloud.endpoint(), OUT)) {
            bridge.startEmbedded(NOWHERE);
            TestBridge.done(bridge.tap().accept(Message.of("out/a", large, QoS.AT_LEAST_ONCE)));
            TestBridge.publish(bridge, 1);
            try (Peer peer = cloud.welcome()) {
                assertEquals(large, peer.take().payload());
                assertEquals("1", peer.take().payload());
            }
        }
    }

    /** subscribe_does_not_block_event_loop_polling: what comes before SUBACK is taken. */
    @Test
    void whatComesBeforeSubackIsTaken() throws Exception {
        LinkedBlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(cloud.endpoint(), Route.in("in/#"))) {
            bridge.startEmbedded(message -> {
                arrived.add(message);
                return CompletableFuture.completedStage(null);
            });
            try (Peer peer = cloud.welcome()) {
                Packet subscribe = peer.expect(ScriptedBroker.SUBSCRIBE);
                peer.publish(7, "in/a", "early");
                assertEquals(7, peer.expect(ScriptedBroker.PUBACK).packetId());
                assertEquals("in/a", String.valueOf(arrived.element().topic()));
                assertFalse(bridge.online().toCompletableFuture().isDone(), "not online yet");
                peer.suback(subscribe.packetId(), 1);
                TestBridge.done(bridge.online());
            }
        }
    }

    /** stale_suback_from_previous_round_does_not_open_gate: one for another packet ends the connection, and no more. */
    @Test
    void aSubackForAnotherPacketOpensNothing() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(cloud.endpoint(), OUT, Route.in("in/#"))) {
            bridge.startEmbedded(NOWHERE);
            TestBridge.publish(bridge, 0);
            try (Peer peer = cloud.welcome()) {
                peer.suback(peer.expect(ScriptedBroker.SUBSCRIBE).packetId() + 1, 1);
                assertThrows(IOException.class, peer::read, "nothing is published, and it hangs up");
            }
            assertFalse(bridge.online().toCompletableFuture().isDone(), "not online yet");
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                assertEquals("0", peer.take().payload());
            }
        }
    }
}
