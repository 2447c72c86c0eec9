package io.aromabridge.simulator.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.Endpoints;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.FakeBroker;
import io.aromabridge.testing.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection with more subscriptions than one, and with none. */
@Timeout(30)
class FurtherSubscriptionsTest {
    private final FakeBroker broker;

    FurtherSubscriptionsTest() throws Exception {
        broker = new FakeBroker();
    }

    @AfterEach
    void closeBroker() throws Exception {
        broker.close();
    }

    private DeviceConnection connected(String... filters) throws Exception {
        DeviceConnection connection = connection();
        start(connection, filters).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return connection;
    }

    private static CompletionStage<Void> start(DeviceConnection connection, String... filters) {
        return connection.start(Stream.of(filters).map(TopicFilter::of).toList(), QoS.AT_LEAST_ONCE, message -> {});
    }

    private DeviceConnection connection() {
        return new DeviceConnection(
                "device-1",
                Endpoints.of(broker),
                new ReconnectBackoff(Duration.ofMillis(10), new Random(1)),
                new MqttEventLoop("network"),
                new ConnectionLog(Endpoints.of(broker), new ManualClock()));
    }

    private static void close(DeviceConnection connection) throws Exception {
        connection.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void asksForAllItsFiltersInOnePacket() throws Exception {
        DeviceConnection connection = connected("login", "+/CMD1", "+/CMD2");
        assertEquals(
                List.of("login", "+/CMD1", "+/CMD2"), broker.nextSubscribe().filters());
        assertTrue(connection.isConnected());
        close(connection);
    }

    @Test
    void namesThoseThatAreRefused() throws Exception {
        broker.refused = Set.of("+/CMD1");
        try (LogLines log = LogLines.of(DeviceConnection.class)) {
            DeviceConnection connection = connection();
            var unused = start(connection, "login", "+/CMD1");
            log.await("receives nothing on +/CMD1: ");
            assertFalse(connection.isConnected());
            close(connection);
        }
    }

    @Test
    void isReadyWithoutAnySubscription() throws Exception {
        DeviceConnection connection = connected();
        assertTrue(connection.isConnected());
        broker.nextConnect();
        connection.subscribe(TopicFilter.of("a"));
        assertEquals(List.of("a"), broker.nextSubscribe().filters());
        close(connection);
    }

    @Test
    void keepsAFurtherSubscriptionOverAReconnectionUntilItIsEnded() throws Exception {
        DeviceConnection connection = connected("a");
        assertEquals(List.of("a"), broker.nextSubscribe().filters());
        connection.subscribe(TopicFilter.of("b"));
        assertEquals(List.of("b"), broker.nextSubscribe().filters());
        broker.cut();
        assertEquals(List.of("a", "b"), broker.nextSubscribe().filters());
        connection.unsubscribe(TopicFilter.of("b"));
        assertTrue(broker.nextUnsubscribe().text().endsWith("\u0000\u0001b"));
        broker.cut();
        assertEquals(List.of("a"), broker.nextSubscribe().filters());
        close(connection);
    }
}
