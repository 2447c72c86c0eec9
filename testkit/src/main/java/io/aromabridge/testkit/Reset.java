package io.aromabridge.testkit;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.DeviceSpec;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.testkit.journal.JournalEntry;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a bed back to its beginning. */
final class Reset {
    private final Testbed bed;
    private final TestbedParts parts;
    private final Duration limit;

    Reset(Testbed bed, TestbedParts parts) {
        this.bed = bed;
        this.parts = parts;
        this.limit = bed.patience().connecting();
    }

    void run() {
        endFaults();
        bed.bridge().awaitOnline();
        bed.checks()
                .that("the bridge's queue is empty", limit, () -> bed.bridge().queueDepth() == 0, () -> bed.bridge()
                        .toString());
        purgeSessions();
        removeRetained();
        restDevices();
        parts.journal.clear();
        parts.devices.emissions().clear();
    }

    private void endFaults() {
        parts.uplink.restore();
        try {
            parts.cloud.faults().clear();
        } catch (AromaException e) {
            throw new IllegalStateException("the cloud's faults could not be ended: " + e.getMessage(), e);
        }
        parts.devices.simulation().clearFaults();
    }

    /** A message without payload removes the retained one of its topic (MQTT 3.1.1, section 3.3.1.3). */
    private void removeRetained() {
        Set<TopicName> local = retained(e -> e.is(TestbedParts.LOCAL, "received")
                || e.is(TestbedParts.WEBSOCKET, "received")
                || e.is("bridge", "forwarded"));
        for (TopicName topic : local) {
            await(parts.broker.publish(empty(topic)).toCompletableFuture(), topic);
        }
        Set<TopicName> cloud = retained(e -> e.is("cloud", "received"));
        if (!cloud.isEmpty()) {
            try (MqttConnection client = new Publisher(bed, parts, Side.CLOUD).connect("testbed-reset")) {
                cloud.forEach(topic -> await(client.publish(empty(topic)), topic));
            }
        }
    }

    private Set<TopicName> retained(Predicate<JournalEntry> there) {
        return parts.journal.entries().stream()
                .filter(there)
                .flatMap(e -> e.message().stream())
                .filter(Message::retained)
                .map(Message::topic)
                .collect(Collectors.toSet());
    }

    private static Message empty(TopicName topic) {
        return new Message(topic, Payload.EMPTY, QoS.AT_LEAST_ONCE, true);
    }

    private void await(CompletableFuture<Void> removed, TopicName topic) {
        Devices.await(removed, limit, "the retained message of " + topic + " could not be removed");
    }

    /** A CONNECT with a clean session ends the session that is there (MQTT 3.1.1, section 3.1.2.4). */
    private void purgeSessions() {
        Set<String> own = ownClients();
        Publisher local = new Publisher(bed, parts, Side.LOCAL);
        for (String clientId : parts.localAccess.takeClientIds()) {
            if (!own.contains(clientId)) {
                local.connect(clientId).close();
            }
        }
        Set<String> atCloud = parts.journal.entries().stream()
                .filter(e -> e.is("cloud", "received"))
                .map(JournalEntry::client)
                .filter(id -> !own.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
        Publisher cloud = new Publisher(bed, parts, Side.CLOUD);
        atCloud.forEach(clientId -> cloud.connect(clientId).close());
    }

    private Set<String> ownClients() {
        return Stream.concat(
                        Stream.of(TestbedParts.BRIDGE_CLIENT, "testbed"),
                        parts.devices.specs().stream().map(DeviceSpec::name))
                .collect(Collectors.toSet());
    }

    private void restDevices() {
        for (DeviceSpec spec : parts.devices.specs()) {
            parts.devices.hasPower(spec.name(), true);
            parts.devices.simulation().cutPower(spec.name());
            parts.devices.simulation().restorePower(spec.name());
        }
        for (DeviceSpec spec : parts.devices.specs()) {
            parts.devices.awaitReady(spec.name(), limit);
        }
    }
}
