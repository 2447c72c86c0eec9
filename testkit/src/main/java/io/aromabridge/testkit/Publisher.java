package io.aromabridge.testkit;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The test's own client on one side. It connects when it is first needed, and again after its connection broke. */
final class Publisher {
    private static final String CLIENT = "testbed";

    private final Testbed bed;
    private final TestbedParts parts;
    private final Side side;
    private final List<MqttConnection> subscriptions = new CopyOnWriteArrayList<>();

    // guarded by this
    private @Nullable MqttConnection open;
    private int subscribers;

    Publisher(Testbed bed, TestbedParts parts, Side side) {
        this.bed = bed;
        this.parts = parts;
        this.side = side;
    }

    /** Publishes to a device, which is waited for. */
    Sent send(Shooter shooter, Shot shot) {
        bed.requireOpen();
        bed.requireOwn(shooter);
        Message message = new Message(shooter.topic(), shot.command().toPayload(), QoS.AT_LEAST_ONCE, false);
        if (shooter.side() != side && crossing(message).isEmpty()) {
            throw new IllegalArgumentException("no route brings " + message.topic() + " from the " + side.text()
                    + " side to " + shooter.name() + " on the " + shooter.side().text()
                    + " side; send it there, or give the testbed such a route");
        }
        bed.devices().awaitReady(shooter.name(), bed.patience().connecting());
        return publish(message, shot.toString());
    }

    private List<Message> crossing(Message message) {
        return side == Side.LOCAL ? parts.routes.outgoing(message) : parts.routes.incoming(message);
    }

    Sent publish(Message message, String label) {
        MqttConnection connection = connection();
        Set<TopicName> arrivesOn = new HashSet<>(Set.of(message.topic()));
        crossing(message).forEach(crossed -> arrivesOn.add(crossed.topic()));
        Sent sent = new Sent(label, message, parts.journal.position(), arrivesOn);
        bed.remember(sent);
        var unused = connection.publish(message).whenComplete((done, failure) -> {
            if (failure == null) {
                sent.acknowledgement().complete(null);
            } else {
                parts.journal.event(side.text(), "not-sent", label + ": " + failure.getMessage());
                forget(connection);
                sent.acknowledgement().completeExceptionally(failure);
            }
        });
        return sent;
    }

    Subscriber subscribe(String filter) {
        String name = newSubscriber();
        MqttConnection connection = connect(name);
        subscriptions.add(connection);
        parts.closing().add(connection::close);
        CompletableFuture<Void> subscribed = connection.subscribe(
                TopicFilter.of(filter),
                QoS.AT_LEAST_ONCE,
                message -> parts.journal.record(
                        new Hop(InstantSource.system().instant(), Hop.Step.DELIVERED, name, name, message, "")));
        Duration limit = bed.patience().connecting();
        Devices.await(subscribed, limit, "no SUBACK for " + filter + " within " + limit.toMillis() + " ms");
        return new Subscriber(bed, name);
    }

    /** Ends all subscriptions. */
    void unsubscribe() {
        subscriptions.forEach(MqttConnection::close);
        subscriptions.clear();
    }

    private synchronized String newSubscriber() {
        subscribers++;
        return side.text() + "-subscriber-" + subscribers;
    }

    private synchronized MqttConnection connection() {
        bed.requireOpen();
        MqttConnection present = open;
        if (present == null) {
            present = connect(CLIENT);
            parts.closing().add(present::close);
            open = present;
        }
        return present;
    }

    private synchronized void forget(MqttConnection broken) {
        if (open == broken) {
            open = null;
        }
    }

    /** Connects, with the patience of the bed. */
    MqttConnection connect(String clientId) {
        bed.requireOpen();
        try {
            return bed.threads()
                    .call(
                            "testbed-connect",
                            () -> MqttConnection.connect(
                                    parts.endpoint(side),
                                    clientId,
                                    bed.patience().connecting()));
        } catch (AromaException e) {
            throw new IllegalStateException("the test's own client: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the test's own client could not connect", e);
        }
    }
}
