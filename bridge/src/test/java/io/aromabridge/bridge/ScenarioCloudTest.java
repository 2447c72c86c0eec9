package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
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
            peer.sendBytes((byte) each);
        }
    }

    /** A session begins clean, so nothing is a duplicate there: the same message, before newer ones, DUP not set. */
    @Test
    void whatWasNotAcknowledgedComesAsANewPublishOfTheNextSession() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), OUT)) {
            bridge.startEmbedded(NOWHERE);
            for (int cut = 0; cut < 3; cut++) {
                try (Peer peer = cloud.welcome()) {
                    if (cut == 0) {
                        TestBridge.publish(bridge, 0);
                    }
                    assertEquals("0", peer.expect(RawPacket.PUBLISH).payload());
                }
            }
            TestBridge.publish(bridge, 1);
            try (Peer peer = cloud.welcome()) {
                RawPacket again = peer.take();
                assertEquals(
                        "0 qos 1 dup 0", again.payload() + " qos " + again.qos() + " dup " + (again.flags() & DUP));
                assertEquals("1", peer.take().payload());
            }
        }
    }

    /** PUBACK, PUBREC, PUBREL and PUBCOMP of what is not, or no more, waited for. */
    @ParameterizedTest
    @CsvSource({"0x40", "0x50", "0x62", "0x70"})
    void anAcknowledgementOfNothingIsIgnored(int type) throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), OUT)) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                raw(peer, type, 2, 2000 >> 8, 2000 & 0xff);
                TestBridge.publish(bridge, 0);
                RawPacket first = peer.take();
                raw(peer, type, 2, first.packetId() >> 8, first.packetId() & 0xff);
                for (int i = 1; i < 30; i++) {
                    TestBridge.publish(bridge, i);
                    assertEquals(Integer.toString(i), peer.take().payload());
                }
            }
        }
    }

    /** No two return codes share a log line. */
    @Test
    void eachRefusalIsLoggedInItsOwnWords() throws Exception {
        Set<String> words = new HashSet<>();
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), OUT)) {
            bridge.startEmbedded(NOWHERE);
            List<Integer> codes = List.of(1, 2, 3, 4, 5, 128);
            for (int code : codes) {
                try (Peer peer = cloud.accept()) {
                    peer.expect(RawPacket.CONNECT);
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

    /** A hundred wait over an outage and a restart, arrive in order, and nothing is left on the disk. */
    @Test
    void aHundredOutliveARestartAndLeaveNothingBehind() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start()) {
            BridgeSettings settings = new BridgeSettings(
                    "bridge",
                    TestBridge.endpoint(cloud),
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

    /** Ten thousand of QoS 0 while the peer reads nothing; then all come. */
    @Test
    void tenThousandForAPeerThatReadsNothingDoNotWedgeIt() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), OUT.with(QosRule.KEEP))) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                TestBridge.done(bridge.online());
                for (int i = 0; i < 10_000; i++) {
                    TestBridge.publish(bridge, i);
                }
                for (int i = 0; i < 10_000; i++) {
                    assertEquals(
                            Integer.toString(i), peer.expect(RawPacket.PUBLISH).payload());
                }
            }
        }
    }

    /** As large as AWS IoT takes, byte for byte. */
    @Test
    void theLargestMessageComesWhole() throws Exception {
        String large = "0123456789abcdef".repeat(8 << 10);
        assertEquals(128 << 10, large.length());
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), OUT)) {
            bridge.startEmbedded(NOWHERE);
            TestBridge.done(bridge.tap().accept(Message.of("out/a", large, QoS.AT_LEAST_ONCE)));
            TestBridge.publish(bridge, 1);
            try (Peer peer = cloud.welcome()) {
                assertEquals(large, peer.take().payload());
                assertEquals("1", peer.take().payload());
            }
        }
    }

    /** What comes before SUBACK is taken. */
    @Test
    void whatComesBeforeSubackIsTaken() throws Exception {
        LinkedBlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.in("in/#"))) {
            bridge.startEmbedded(message -> {
                arrived.add(message);
                return CompletableFuture.completedStage(null);
            });
            try (Peer peer = cloud.welcome()) {
                RawPacket subscribe = peer.expect(RawPacket.SUBSCRIBE);
                peer.publish(7, "in/a", "early");
                assertEquals(7, peer.expect(RawPacket.PUBACK).packetId());
                assertEquals("in/a", String.valueOf(arrived.element().topic()));
                assertFalse(bridge.online().toCompletableFuture().isDone(), "not online yet");
                peer.suback(subscribe.packetId(), 1);
                TestBridge.done(bridge.online());
            }
        }
    }

    /** One for another packet ends the connection, and no more. */
    @Test
    void aSubackForAnotherPacketOpensNothing() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud),
                        TestBridge.tuning(10_000, 500),
                        Journal.none(),
                        OUT,
                        Route.in("in/#"))) {
            bridge.startEmbedded(NOWHERE);
            TestBridge.publish(bridge, 0);
            try (Peer peer = cloud.welcome()) {
                peer.suback(peer.expect(RawPacket.SUBSCRIBE).packetId() + 1, 1);
                // Nothing is published, and it hangs up.
                peer.expectEnd();
            }
            assertFalse(bridge.online().toCompletableFuture().isDone(), "not online yet");
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                assertEquals("0", peer.take().payload());
            }
        }
    }
}
