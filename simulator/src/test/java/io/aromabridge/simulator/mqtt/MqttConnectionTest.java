package io.aromabridge.simulator.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.Endpoints;
import io.aromabridge.testing.mqtt.FakeBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MqttConnectionTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Message MESSAGE = Message.of("a/b", "x", QoS.AT_LEAST_ONCE);

    private final FakeBroker broker;

    MqttConnectionTest() throws Exception {
        broker = new FakeBroker();
    }

    /** Loads the client library, which may take longer than the short time-out. */
    @BeforeAll
    static void connectOnce() throws Exception {
        try (FakeBroker broker = new FakeBroker()) {
            MqttConnection.connect(Endpoints.of(broker), "first", LONG).close();
        }
    }

    @AfterEach
    void closeBroker() throws Exception {
        broker.close();
    }

    private static AromaException failure(Endpoint endpoint, Duration timeout) {
        AromaException e = assertThrows(AromaException.class, () -> MqttConnection.connect(endpoint, "one", timeout));
        assertEquals(1, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).startsWith("cannot connect to " + endpoint + ": "), e.getMessage());
        return e;
    }

    @Test
    void completesAPublishWhenItIsAcknowledged() throws Exception {
        try (MqttConnection connection = MqttConnection.connect(Endpoints.of(broker), "one", LONG)) {
            MqttConnection.await(connection.publish(MESSAGE));
            assertEquals(2, broker.nextPublish().flags());
            MqttConnection.await(connection.publish(MESSAGE.withQos(QoS.AT_MOST_ONCE)));
            assertEquals(0, broker.nextPublish().flags());
        }
    }

    @Test
    void failsAPublishThatIsNotAcknowledgedInTime() throws Exception {
        broker.pubacks = false;
        try (MqttConnection connection = MqttConnection.connect(Endpoints.of(broker), "one", SHORT)) {
            AromaException e =
                    assertThrows(AromaException.class, () -> MqttConnection.await(connection.publish(MESSAGE)));
            assertEquals(AromaException.Kind.TIMED_OUT, e.kind());
            assertEquals(
                    "cannot publish to a/b at " + Endpoints.of(broker) + ": no acknowledgement in time",
                    e.getMessage());
        }
    }

    @Test
    void failsWhatWaitsWhenTheConnectionIsLost() throws Exception {
        broker.pubacks = false;
        try (MqttConnection connection = MqttConnection.connect(Endpoints.of(broker), "one", LONG)) {
            CompletableFuture<Void> waiting = connection.publish(MESSAGE);
            var unused = broker.nextPublish();
            broker.cut();
            AromaException e = assertThrows(AromaException.class, () -> MqttConnection.await(waiting));
            assertEquals(AromaException.Kind.UNREACHABLE, e.kind());
            AromaException later =
                    assertThrows(AromaException.class, () -> MqttConnection.await(connection.publish(MESSAGE)));
            assertEquals(AromaException.Kind.UNREACHABLE, later.kind());
        }
    }

    @Test
    void hearsAfterTheSubscriptionIsAcknowledged() throws Exception {
        broker.suback = -1;
        BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        try (MqttConnection connection = MqttConnection.connect(Endpoints.of(broker), "one", LONG)) {
            CompletableFuture<Void> done =
                    connection.subscribe(TopicFilter.of("a/#"), QoS.AT_LEAST_ONCE, received::add);
            FakeBroker.Received subscribe = broker.nextSubscribe();
            assertFalse(done.isDone());
            broker.acknowledge(subscribe);
            MqttConnection.await(done);
            FakeBroker.publish(subscribe.socket(), "a/b", "x".getBytes(StandardCharsets.UTF_8));
            assertEquals(MESSAGE.withQos(QoS.AT_MOST_ONCE), received.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void failsASubscriptionThatIsRefused() throws Exception {
        broker.suback = 128;
        try (MqttConnection connection = MqttConnection.connect(Endpoints.of(broker), "one", LONG)) {
            AromaException e = assertThrows(
                    AromaException.class,
                    () -> MqttConnection.await(
                            connection.subscribe(TopicFilter.of("a/#"), QoS.AT_LEAST_ONCE, unused -> {})));
            assertEquals(AromaException.Kind.REFUSED, e.kind());
        }
    }

    @Test
    void saysWhoIsRefusedWithoutThePassword() {
        broker.connack = 4;
        Endpoint endpoint = new Endpoint(
                "127.0.0.1", broker.port(), Optional.empty(), Optional.of(new Endpoint.Login("demo", "hunter2")));
        AromaException e = failure(endpoint, LONG);
        assertEquals(AromaException.Kind.REFUSED, e.kind());
        assertTrue(
                String.valueOf(e.getMessage()).contains("\"demo\"")
                        && !String.valueOf(e.getMessage()).contains("hunter2"),
                e.getMessage());
    }

    @Test
    void saysThatABrokerWantsAPassword() {
        broker.connack = 5;
        AromaException e = failure(Endpoints.of(broker), LONG);
        assertEquals(AromaException.Kind.REFUSED, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains("connection without user name (CONNACK 5"), e.getMessage());
    }

    @Test
    void saysThatItWasHungUpOn() {
        broker.connack = -1;
        AromaException e = failure(Endpoints.of(broker), LONG);
        assertEquals(AromaException.Kind.REFUSED, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains("closed the connection without CONNACK"), e.getMessage());
    }

    @Test
    void reportsThatNoBrokerListens() throws Exception {
        broker.close();
        AromaException e = failure(Endpoints.of(broker), LONG);
        assertEquals(AromaException.Kind.UNREACHABLE, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains("connection refused"), e.getMessage());
    }

    @Test
    void reportsThatTheBrokerDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint endpoint = new Endpoint("127.0.0.1", silent.getLocalPort(), Optional.empty(), Optional.empty());
            assertEquals(AromaException.Kind.TIMED_OUT, failure(endpoint, SHORT).kind());
        }
    }

    @Test
    void saysThatAHostNameIsNotKnown() {
        Endpoint endpoint = new Endpoint("no.such.host.invalid", 1883, Optional.empty(), Optional.empty());
        assertEquals(AromaException.Kind.UNREACHABLE, failure(endpoint, LONG).kind());
    }
}
