package io.aromabridge.simulator.mqtt;

import static io.aromabridge.simulator.LogFragments.assertLines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.Endpoints;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.FakeBroker;
import io.aromabridge.testing.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

@Timeout(30)
class DeviceConnectionTest {
    private static final ReconnectBackoff SOON = new ReconnectBackoff(Duration.ofMillis(10), new Random(1));
    private static final ReconnectBackoff LATE = new ReconnectBackoff(Duration.ofHours(1), new Random(1));

    private final FakeBroker broker;
    private final List<DeviceConnection> connections = new ArrayList<>();
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private final ManualClock timers = new ManualClock();
    private final LogLines log = LogLines.of(DeviceConnection.class);

    DeviceConnectionTest() throws Exception {
        broker = new FakeBroker();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (DeviceConnection connection : connections) {
            await(connection.close());
        }
        log.close();
        broker.close();
    }

    private DeviceConnection connection(Endpoint endpoint, ReconnectBackoff reconnect) {
        DeviceConnection made = new DeviceConnection(
                "device-1",
                endpoint,
                reconnect,
                new MqttEventLoop("test-network"),
                new ConnectionLog(endpoint, timers));
        connections.add(made);
        return made;
    }

    private DeviceConnection connection(ReconnectBackoff reconnect) {
        return connection(Endpoints.of(broker), reconnect);
    }

    private CompletionStage<Void> start(DeviceConnection connection) {
        return start(connection, received::add, "a/b");
    }

    private static CompletionStage<Void> start(
            DeviceConnection connection, Consumer<Message> receiver, String... filters) {
        return connection.start(Stream.of(filters).map(TopicFilter::of).toList(), QoS.AT_LEAST_ONCE, receiver);
    }

    private DeviceConnection connected(String... filters) throws Exception {
        DeviceConnection connection = connection(SOON);
        await(start(connection, received::add, filters));
        return connection;
    }

    private static void await(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private String text() throws InterruptedException {
        Message message = received.poll(10, TimeUnit.SECONDS);
        return message == null ? "nothing for 10 s" : message.topic() + " " + message.payload();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void isReadyOnlyWhenTheSubscriptionIsAcknowledged() throws Exception {
        broker.suback = -1;
        DeviceConnection connection = connection(SOON);
        CompletionStage<Void> ready = start(connection);
        FakeBroker.Received subscribe = broker.nextSubscribe();
        assertFalse(ready.toCompletableFuture().isDone());
        broker.acknowledge(subscribe);
        await(ready);
        assertLines(log.lines(Level.INFO), "device-1 is connected to " + Endpoints.of(broker));
        assertEquals(List.of(), log.lines(Level.WARN));
    }

    @Test
    void connectsWithACleanSessionAndSubscribesAsAsked() throws Exception {
        Endpoint endpoint = new Endpoint(
                "127.0.0.1", broker.port(), Optional.empty(), Optional.of(new Endpoint.Login("demo", "secret")));
        DeviceConnection connection = connection(endpoint, SOON);
        await(start(connection));
        assertEquals(
                "\0\4MQTT\4\u00c2\0<\0\bdevice-1\0\4demo\0\6secret",
                new String(broker.nextConnect().packet().body(), StandardCharsets.ISO_8859_1));
        assertEquals("\0\3a/b\1", broker.nextSubscribe().text().substring(2));
    }

    @Test
    void handsOnWhatArrives() throws Exception {
        DeviceConnection connection = connection(SOON);
        await(start(connection));
        FakeBroker.publish(broker.nextSubscribe().socket(), "a/b", bytes("hello"));
        assertEquals("a/b hello", text());
    }

    @Test
    void comesBackAndSubscribesAgainAfterACut() throws Exception {
        DeviceConnection connection = connection(SOON);
        await(start(connection));
        for (int i = 1; i <= 3; i++) {
            var unused = broker.nextSubscribe();
            broker.cut();
            FakeBroker.Received again = broker.nextSubscribe();
            FakeBroker.publish(again.socket(), "a/b", bytes("cut " + i));
            assertEquals("a/b cut " + i, text());
            broker.cut();
        }
    }

    @Test
    void logsOnceThatTheConnectionIsLostAndThatItIsBack() throws Exception {
        DeviceConnection connection = connection(SOON);
        await(start(connection));
        var first = broker.nextSubscribe();
        broker.connack = 3;
        broker.cut();
        for (int i = 0; i < 3; i++) {
            var unused = broker.nextConnect();
        }
        broker.connack = 0;
        FakeBroker.publish(broker.nextSubscribe().socket(), "a/b", bytes("back"));
        assertEquals("a/b back", text());
        assertTrue(first.socket().isClosed());
        timers.advanceMillis(100);
        assertLines(log.lines(Level.WARN), "device-1 lost its connection", "CONNACK 3");
        assertLines(log.lines(Level.INFO), "device-1 is connected to ", "device-1 is connected again");
    }

    @Test
    void keepsTryingWhenThePasswordIsRefusedAndLogsItOnce() throws Exception {
        broker.connack = 5;
        Endpoint endpoint = new Endpoint(
                "127.0.0.1", broker.port(), Optional.empty(), Optional.of(new Endpoint.Login("demo", "wrong")));
        DeviceConnection connection = connection(endpoint, SOON);
        CompletionStage<Void> ready = start(connection);
        for (int i = 0; i < 4; i++) {
            var unused = broker.nextConnect();
        }
        assertFalse(ready.toCompletableFuture().isDone());
        timers.advanceMillis(100);
        assertLines(log.lines(Level.WARN), "refused user \"demo\"");
        broker.connack = 0;
        await(ready);
    }

    @Test
    void logsThatItReceivesNothingWhenTheSubscriptionIsRefused() throws Exception {
        broker.suback = 128;
        DeviceConnection connection = connection(SOON);
        CompletionStage<Void> ready = start(connection);
        var refused = broker.nextSubscribe();
        String line = log.next();
        assertTrue(line.contains("receives nothing on a/b: "), line);
        assertFalse(ready.toCompletableFuture().isDone());
        broker.suback = 1;
        refused.socket().close();
        await(ready);
    }

    @Test
    void waitsForABrokerThatIsNotThereYet() throws Exception {
        broker.connack = -1;
        DeviceConnection connection = connection(SOON);
        CompletionStage<Void> ready = start(connection);
        for (int i = 0; i < 3; i++) {
            var unused = broker.nextConnect();
        }
        broker.connack = 0;
        await(ready);
        timers.advanceMillis(100);
        assertEquals(1, log.lines(Level.WARN).size(), log.lines(Level.WARN).toString());
    }

    @Test
    void goesOnAfterAMessageThatItsReceiverFailsAt() throws Exception {
        await(start(
                connection(SOON),
                message -> {
                    if (message.payload().length() == 0) {
                        throw new IllegalStateException("the receiver's own trouble");
                    }
                    received.add(message);
                },
                "a/b"));
        var socket = broker.nextSubscribe().socket();
        FakeBroker.publish(socket, "a/b", new byte[0]);
        FakeBroker.publish(socket, "a/b", bytes("next"));
        assertEquals("a/b next", text());
        assertLines(log.lines(Level.ERROR), "a/b");
    }

    @Test
    void publishesWhenConnectedAndDropsWhenNot() throws Exception {
        DeviceConnection connection = connection(SOON);
        connection.publish(Message.of("light2", "lost", QoS.AT_MOST_ONCE));
        await(start(connection));
        connection.publish(Message.of("light2", "green", QoS.AT_MOST_ONCE));
        FakeBroker.Received publish = broker.nextPublish();
        assertEquals("\0\6light2green", publish.text());
        assertEquals(0, publish.flags());
    }

    @Test
    void endsWithoutDisconnectWhenItIsAborted() throws Exception {
        DeviceConnection connection = connection(SOON);
        await(start(connection));
        connection.abort();
        assertFalse(connection.isConnected());
        assertEquals("ended without DISCONNECT", broker.nextEnd());
        assertEquals(List.of(), log.lines(Level.WARN));
        assertEquals(List.of(), log.lines(Level.ERROR));
    }

    @Test
    void stopsTryingWhenItIsClosedInTheMiddleOfAWait() throws Exception {
        DeviceConnection connection = connection(LATE);
        await(start(connection));
        var unused = broker.nextSubscribe();
        broker.cut();
        await(connection.close());
        assertTrue(broker.heardNoConnect());
    }

    @Test
    void isNeverReadyWhenItIsClosedBefore() throws Exception {
        broker.suback = -1;
        DeviceConnection connection = connection(SOON);
        CompletionStage<Void> ready = start(connection);
        var unused = broker.nextSubscribe();
        await(connection.close());
        Exception e =
                assertThrows(Exception.class, () -> ready.toCompletableFuture().join());
        assertTrue(e instanceof CancellationException || e instanceof CompletionException, e.toString());
    }

    @Test
    void asksForAllItsFiltersInOnePacket() throws Exception {
        DeviceConnection connection = connected("login", "+/CMD1", "+/CMD2");
        assertEquals(
                List.of("login", "+/CMD1", "+/CMD2"), broker.nextSubscribe().filters());
        assertTrue(connection.isConnected());
    }

    @Test
    void namesTheFiltersThatAreRefused() throws Exception {
        broker.refused = Set.of("+/CMD1");
        DeviceConnection connection = connection(SOON);
        var unused = start(connection, received::add, "login", "+/CMD1");
        log.await("receives nothing on +/CMD1: ");
        assertFalse(connection.isConnected());
    }

    @Test
    void isReadyWithoutAnySubscription() throws Exception {
        DeviceConnection connection = connected();
        assertTrue(connection.isConnected());
        broker.nextConnect();
        connection.subscribe(TopicFilter.of("a"));
        assertEquals(List.of("a"), broker.nextSubscribe().filters());
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
    }
}
