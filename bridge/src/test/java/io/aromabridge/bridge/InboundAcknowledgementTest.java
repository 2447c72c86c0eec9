package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.route.Route;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboundAcknowledgementTest {
    private final LinkedBlockingQueue<CompletableFuture<Void>> promises = new LinkedBlockingQueue<>();

    private Bridge start(ScriptedBroker cloud) throws Exception {
        Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.in("in/#"));
        bridge.startEmbedded(message -> {
            CompletableFuture<Void> promise = new CompletableFuture<>();
            promises.add(promise);
            return promise;
        });
        return bridge;
    }

    private CompletableFuture<Void> promise() throws InterruptedException {
        @Nullable CompletableFuture<Void> promise = promises.poll(10, TimeUnit.SECONDS);
        if (promise == null) {
            throw new AssertionError("no message was handed over");
        }
        return promise;
    }

    @Test
    void comesOnlyWhenTheLocalSideHasTakenTheMessage() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = start(cloud);
                Peer peer = cloud.welcomeSubscriber(1)) {
            peer.publish(11, "in/a", "first");
            peer.publish(12, "in/b", "second");
            CompletableFuture<Void> first = promise();
            CompletableFuture<Void> second = promise();
            // nothing is acknowledged yet
            peer.expectNothingFor(Duration.ofMillis(50));
            first.complete(null);
            assertEquals(11, peer.expect(RawPacket.PUBACK).packetId());
            second.complete(null);
            assertEquals(12, peer.expect(RawPacket.PUBACK).packetId());
        }
    }

    /** MQTT-4.6.0-2. */
    @Test
    void comesInTheOrderOfTheMessagesWhicheverIsTakenFirst() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = start(cloud);
                Peer peer = cloud.welcomeSubscriber(1)) {
            peer.publish(11, "in/a", "first");
            peer.publish(12, "in/b", "second");
            peer.publish(13, "in/c", "third");
            CompletableFuture<Void> first = promise();
            CompletableFuture<Void> second = promise();
            promise().complete(null);
            second.complete(null);
            // the first has not been taken yet
            peer.expectNothingFor(Duration.ofMillis(50));
            first.complete(null);
            for (int packetId = 11; packetId <= 13; packetId++) {
                assertEquals(packetId, peer.expect(RawPacket.PUBACK).packetId());
            }
        }
    }

    @Test
    void doesNotComeForWhatTheLocalSideRefuses() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start(cloud);
                Peer peer = cloud.welcomeSubscriber(1)) {
            peer.publish(11, "in/a", "first");
            peer.publish(12, "in/b", "second");
            promise().completeExceptionally(new IllegalStateException("no room"));
            promise().complete(null);
            assertEquals(12, peer.expect(RawPacket.PUBACK).packetId());
            String line = lines.await("was not taken");
            assertTrue(line.startsWith("WARN cloud: a message on in/a") && line.contains("no room"), line);
        }
    }

    @Test
    void doesNotComeOnALaterConnection() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = start(cloud)) {
            CompletableFuture<Void> late;
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                peer.publish(11, "in/a", "first");
                late = promise();
            }
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                late.complete(null);
                peer.publish(12, "in/a", "first");
                promise().complete(null);
                assertEquals(12, peer.expect(RawPacket.PUBACK).packetId());
            }
        }
    }

    @Test
    void neverComesForATopicThatMayNotBePublishedTo() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start(cloud);
                Peer peer = cloud.welcomeSubscriber(1)) {
            peer.publish(11, "in/+", "x");
            peer.awaitEnd();
            lines.await("received a PUBLISH that violates MQTT 3.1.1");
        }
    }
}
