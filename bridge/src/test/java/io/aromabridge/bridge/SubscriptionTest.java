package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.ScriptedBroker.Packet;
import io.aromabridge.bridge.ScriptedBroker.Peer;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    private static List<String> filters(Packet subscribe) {
        List<String> filters = new ArrayList<>();
        for (int at = 2; at < subscribe.body().limit(); ) {
            int length = subscribe.body().getShort(at) & 0xffff;
            byte[] name = new byte[length];
            subscribe.body().duplicate().position(at + 2).get(name);
            filters.add(new String(name, StandardCharsets.UTF_8)
                    + " "
                    + subscribe.body().get(at + 2 + length));
            at += length + 3;
        }
        return filters;
    }

    @Test
    void subscribesBeforeItPublishesAndAgainAfterEachReconnect() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(
                        cloud.endpoint(),
                        Route.out("out/#"),
                        Route.in("in/#"),
                        Route.in("in0").with(QosRule.AT_MOST_ONCE))) {
            TestBridge.publish(bridge, 0);
            bridge.startEmbedded(local);
            for (int round = 0; round < 2; round++) {
                try (Peer peer = cloud.welcome()) {
                    Packet subscribe = peer.expect(ScriptedBroker.SUBSCRIBE);
                    assertEquals(List.of("in/# 1", "in0 0"), filters(subscribe));
                    assertTrue(peer.isSilent(50), "nothing is published before SUBACK");
                    peer.suback(subscribe.packetId(), 1, 0);
                    TestBridge.done(bridge.online());
                    peer.expect(ScriptedBroker.PUBLISH);
                }
            }
        }
    }

    @Test
    void goesOnWithTheOthersIfOneFilterIsRefused() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                LogLines lines = new LogLines();
                Bridge bridge =
                        TestBridge.to(cloud.endpoint(), Route.out("out/#"), Route.in("no/#"), Route.in("yes/#"))) {
            bridge.startEmbedded(local);
            try (Peer peer = cloud.welcomeSubscriber(0x80, 1)) {
                peer.publish(7, "yes/1", "hello");
                assertEquals(7, peer.expect(ScriptedBroker.PUBACK).packetId());
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
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(cloud.endpoint(), routes)) {
            bridge.startEmbedded(local);
            try (Peer peer = cloud.welcome()) {
                List<String> all = new ArrayList<>();
                for (int count : List.of(8, 8, 1)) {
                    Packet subscribe = peer.expect(ScriptedBroker.SUBSCRIBE);
                    assertEquals(count, filters(subscribe).size());
                    all.addAll(filters(subscribe));
                    peer.suback(
                            subscribe.packetId(),
                            IntStream.generate(() -> 1).limit(count).toArray());
                }
                assertEquals(
                        IntStream.range(0, 17).mapToObj(i -> "in/" + i + " 1").toList(), all);
                TestBridge.done(bridge.online());
            }
        }
    }

    @Test
    void reconnectsWhenSubackDoesNotCome() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                LogLines lines = new LogLines();
                Bridge bridge = TestBridge.to(
                        cloud.endpoint(), TestBridge.tuning(10_000, 500), Journal.none(), Route.in("in/#"))) {
            bridge.startEmbedded(local);
            try (Peer peer = cloud.welcome()) {
                peer.expect(ScriptedBroker.SUBSCRIBE);
                assertTrue(peer.awaitEnd(), "hung up without SUBACK");
            }
            lines.await("WARN cloud: no SUBACK from");
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                TestBridge.done(bridge.online());
            }
        }
    }

    @Test
    void saysThatThePolicyMayForbidItIfThePeerHangsUpAtSubscribe() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                LogLines lines = new LogLines();
                Bridge bridge = TestBridge.to(cloud.endpoint(), Route.in("in/#"))) {
            bridge.startEmbedded(local);
            try (Peer peer = cloud.welcome()) {
                peer.expect(ScriptedBroker.SUBSCRIBE);
            }
            lines.await("WARN cloud: " + cloud.endpoint().address()
                    + " closed the connection at SUBSCRIBE, as AWS IoT does when the policy does not allow");
        }
    }

    @Test
    void handsWhatComesInToTheLocalSideUnderTheTopicOfTheRoute() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(
                        cloud.endpoint(), Route.out("out/#"), Route.in("out/1").as("back"))) {
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
