package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private final LinkedBlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
    private final MessageSink local = message -> {
        arrived.add(message);
        return CompletableFuture.completedStage(null);
    };

    /** The filters of a SUBSCRIBE, each with its QoS: "a/# 1". */
    private static List<String> filters(RawPacket subscribe) {
        ByteBuffer body = ByteBuffer.wrap(subscribe.body()).position(2);
        List<String> filters = new ArrayList<>();
        while (body.hasRemaining()) {
            byte[] name = new byte[Short.toUnsignedInt(body.getShort())];
            body.get(name);
            filters.add(new String(name, StandardCharsets.UTF_8) + " " + body.get());
        }
        return filters;
    }

    @Test
    void subscribesBeforeItPublishesAndAgainAfterEachReconnect() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud),
                        Route.out("out/#"),
                        Route.in("in/#"),
                        Route.in("in0").with(QosRule.AT_MOST_ONCE))) {
            TestBridge.publish(bridge, 0);
            bridge.startEmbedded(local);
            for (int round = 0; round < 2; round++) {
                try (Peer peer = cloud.welcome()) {
                    RawPacket subscribe = peer.expect(RawPacket.SUBSCRIBE);
                    assertEquals(List.of("in/# 1", "in0 0"), filters(subscribe));
                    // nothing is published before SUBACK
                    peer.expectNothingFor(Duration.ofMillis(50));
                    peer.suback(subscribe.packetId(), 1, 0);
                    TestBridge.done(bridge.online());
                    peer.expect(RawPacket.PUBLISH);
                }
            }
        }
    }

    @Test
    void goesOnWithTheOthersIfOneFilterIsRefused() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud), Route.out("out/#"), Route.in("no/#"), Route.in("yes/#"))) {
            bridge.startEmbedded(local);
            try (Peer peer = cloud.welcomeSubscriber(0x80, 1)) {
                peer.publish(7, "yes/1", "hello");
                assertEquals(7, peer.expect(RawPacket.PUBACK).packetId());
                TestBridge.publish(bridge, 0);
                assertEquals("0", peer.take().payload());
            }
            String line = lines.await("refused the subscription");
            assertTrue(line.startsWith("WARN cloud: ") && line.contains("no/#"), line);
            assertTrue(lines.await("online at").endsWith("subscribed to 1 filter"), "one is left");
        }
    }

    @Test
    void putsAtMostEightFiltersIntoOneSubscribe() throws Exception {
        Route[] routes =
                IntStream.range(0, 17).mapToObj(i -> Route.in("in/" + i)).toArray(Route[]::new);
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), routes)) {
            bridge.startEmbedded(local);
            try (Peer peer = cloud.welcome()) {
                List<String> all = new ArrayList<>();
                for (int count : List.of(8, 8, 1)) {
                    RawPacket subscribe = peer.expect(RawPacket.SUBSCRIBE);
                    assertEquals(count, filters(subscribe).size());
                    all.addAll(filters(subscribe));
                    peer.suback(
                            subscribe.packetId(), Collections.nCopies(count, 1).toArray(Integer[]::new));
                }
                assertEquals(
                        IntStream.range(0, 17).mapToObj(i -> "in/" + i + " 1").toList(), all);
                TestBridge.done(bridge.online());
            }
        }
    }

    @Test
    void reconnectsWhenSubackDoesNotCome() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud), TestBridge.tuning(10_000, 500), Journal.none(), Route.in("in/#"))) {
            bridge.startEmbedded(local);
            try (Peer peer = cloud.welcome()) {
                peer.expect(RawPacket.SUBSCRIBE);
                peer.awaitEnd();
            }
            lines.await("WARN cloud: no SUBACK from");
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                TestBridge.done(bridge.online());
            }
        }
    }

    @Test
    void saysThatThePolicyMayForbidItIfThePeerHangsUpAtSubscribe() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.in("in/#"))) {
            bridge.startEmbedded(local);
            try (Peer peer = cloud.welcome()) {
                peer.expect(RawPacket.SUBSCRIBE);
            }
            lines.await("WARN cloud: " + TestBridge.endpoint(cloud).address()
                    + " closed the connection at SUBSCRIBE, as AWS IoT does when the policy does not allow");
        }
    }

    @Test
    void handsWhatComesInToTheLocalSideUnderTheTopicOfTheRoute() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud),
                        Route.out("out/#"),
                        Route.in("out/1").as("back"))) {
            bridge.startEmbedded(local);
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                peer.publish(1, "out/1", "echo");
                assertEquals("back echo", text());
                peer.publish(2, "else", "stray");
                peer.publish(3, "out/1", "again");
                assertEquals("back again", text());
            }
        }
    }

    private String text() throws InterruptedException {
        Message message = arrived.poll(10, TimeUnit.SECONDS);
        return message == null
                ? "nothing"
                : message.topic() + " " + message.payload().text();
    }
}
