package io.aromabridge.bridge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Endpoint.Login;
import io.aromabridge.certs.connect.ConnackException;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.mqtt.Connect;
import io.aromabridge.testing.mqtt.Packet;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.Publish;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each client of the bridge promises of a {@link Connection}: a subclass names the client. Failures before CONNACK are in
 * {@link ConnectFaultContract}, ends in {@link ConnectionEndContract}, TLS and addresses in {@link ConnectionTlsContract}.
 */
@Timeout(60)
public abstract class ConnectionContract {
    private static final int IN_FLIGHT = 100;

    private final ScriptedBroker broker = ScriptedBroker.start();
    private final Arrivals arrivals = new Arrivals();
    private final List<ConnectionFactory> factories = new ArrayList<>();

    /** The client. */
    protected abstract ConnectionFactory client(LinkSettings settings, HostResolver resolver);

    @AfterEach
    void end() {
        factories.forEach(ConnectionFactory::close);
        broker.close();
    }

    private Connection create(LinkSettings settings) {
        ConnectionFactory factory = client(settings, HostResolver.SYSTEM);
        factories.add(factory);
        return factory.create(arrivals);
    }

    private LinkSettings settings() {
        return ContractSettings.of(
                new Endpoint("127.0.0.1", broker.port(), Optional.empty(), Optional.empty()), Duration.ofSeconds(60));
    }

    /** The methods of a connection are called on the thread of its factory. */
    private <T> CompletableFuture<T> call(Supplier<CompletionStage<T>> step) {
        CompletableFuture<T> result = new CompletableFuture<>();
        factories.get(factories.size() - 1).thread().execute(() -> step.get().whenComplete((done, failure) -> {
            if (failure == null) {
                result.complete(done);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    private static <T> T get(CompletableFuture<T> stage) throws Exception {
        return stage.get(20, TimeUnit.SECONDS);
    }

    /** A connection that has its CONNACK, and its other end. */
    private record Pair(Connection connection, Peer peer) {}

    private Pair connected(LinkSettings settings) throws Exception {
        Connection connection = create(settings);
        CompletableFuture<Void> done = call(connection::connect);
        Peer peer = broker.welcome();
        get(done);
        return new Pair(connection, peer);
    }

    @Test
    void connectSaysAllThatTheSettingsHave() throws Exception {
        Message will = new Message(TopicName.of("state"), Payload.of("offline"), QoS.AT_LEAST_ONCE, true);
        Endpoint endpoint =
                new Endpoint("127.0.0.1", broker.port(), Optional.empty(), Optional.of(new Login("demo", "secret")));
        Connection connection = create(ContractSettings.of(endpoint, Duration.ofSeconds(42), false, Optional.of(will)));
        CompletableFuture<Void> done = call(connection::connect);
        Peer peer = broker.accept();
        Connect connect = peer.welcome();
        get(done);
        assertEquals(
                Packet.connect(ContractSettings.CLIENT)
                        .withPersistentSession()
                        .withKeepAlive(42)
                        .withWill(will)
                        .withLogin("demo", "secret"),
                connect);
        assertEquals(ConnectPhase.CONNACK, connection.phase());
        get(call(() -> connection.end(true)));
        peer.expect(Packet.disconnect());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 77})
    void aConnackThatRefusesHasItsCode(int code) throws Exception {
        Connection connection = create(settings());
        CompletableFuture<Void> done = call(connection::connect);
        Peer peer = broker.accept();
        Connect unused = peer.expect(Connect.class);
        peer.connack(code);
        ExecutionException failure = assertThrows(ExecutionException.class, () -> get(done));
        assertEquals(
                code,
                assertInstanceOf(ConnackException.class, failure.getCause()).code());
        get(call(() -> connection.end(false)));
    }

    @Test
    void subackCodesComeInTheOrderOfTheFilters() throws Exception {
        Pair pair = connected(settings());
        Map<TopicFilter, QoS> filters = new LinkedHashMap<>();
        filters.put(TopicFilter.of("a/#"), QoS.AT_LEAST_ONCE);
        filters.put(TopicFilter.of("b/+"), QoS.AT_LEAST_ONCE);
        filters.put(TopicFilter.of("c"), QoS.AT_MOST_ONCE);
        CompletableFuture<List<Integer>> codes = call(() -> pair.connection.subscribe(filters));
        RawPacket subscribe = pair.peer.expect(RawPacket.SUBSCRIBE);
        pair.peer.suback(subscribe.packetId(), 1, 0x80, 0);
        assertEquals(List.of(1, 0x80, 0), get(codes));
    }

    @Test
    void oneFilterThatIsRefusedIsACodeAndNoFailure() throws Exception {
        Pair pair = connected(settings());
        CompletableFuture<List<Integer>> codes =
                call(() -> pair.connection.subscribe(Map.of(TopicFilter.of("a"), QoS.AT_LEAST_ONCE)));
        pair.peer.suback(pair.peer.expect(RawPacket.SUBSCRIBE).packetId(), 0x80);
        assertEquals(List.of(0x80), get(codes));
    }

    @Test
    void aHundredMessagesAreInFlightInOrderAndAcknowledgedInAnyOrder() throws Exception {
        Pair pair = connected(settings());
        ConcurrentLinkedQueue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            int number = i;
            CompletableFuture<Void> unused = call(() ->
                            pair.connection.publish(Message.of("t", "" + number, QoS.AT_LEAST_ONCE)))
                    .thenRun(() -> acknowledged.add(number));
        }
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            Publish publish = pair.peer.expect(Publish.class);
            assertEquals("" + i, publish.payload().text());
            ids.add(publish.id());
        }
        assertTrue(acknowledged.isEmpty(), acknowledged::toString);
        assertEquals(IN_FLIGHT, ids.stream().distinct().count());
        List<Integer> backwards = new ArrayList<>();
        for (int i = IN_FLIGHT - 1; i >= 0; i--) {
            pair.peer.puback(ids.get(i));
            backwards.add(i);
        }
        // One more round shows that all have come.
        CompletableFuture<Void> last = call(() -> pair.connection.publish(Message.of("t", "x", QoS.AT_LEAST_ONCE)));
        pair.peer.puback(pair.peer.expect(Publish.class).id());
        get(last);
        assertEquals(backwards, List.copyOf(acknowledged));
    }

    @Test
    void qos0IsDoneWhenItIsWrittenAndKeepsTheOrder() throws Exception {
        Pair pair = connected(settings());
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (int i = 0; i < 200; i++) {
            Message message = new Message(TopicName.of("t"), Payload.of("" + i), QoS.AT_MOST_ONCE, i % 2 == 0);
            all = CompletableFuture.allOf(all, call(() -> pair.connection.publish(message)));
        }
        for (int i = 0; i < 200; i++) {
            Publish publish = pair.peer.expect(Publish.class);
            assertEquals("" + i, publish.payload().text());
            assertEquals(i % 2 == 0, publish.retained());
        }
        get(all);
    }

    @Test
    void arrivalsAreAcknowledgedWhenTheyAreToldToBeAndFromAnyThread() throws Exception {
        Pair pair = connected(settings());
        for (int id = 11; id <= 13; id++) {
            pair.peer.publish(id, "in/" + id, "x");
        }
        pair.peer.send(Packet.publish("in/0", "zero"));
        List<Arrivals.Arrival> all = arrivals.take(4);
        assertEquals(
                List.of("in/11", "in/12", "in/13", "in/0"),
                all.stream().map(each -> each.message().topic().value()).toList());
        all.get(3).acknowledge().run();
        all.get(2).acknowledge().run();
        pair.peer.expect(Packet.puback(13));
        all.get(0).acknowledge().run();
        pair.peer.expect(Packet.puback(11));
        all.get(1).acknowledge().run();
        pair.peer.expect(Packet.puback(12));
    }

    @Test
    void aConnectionThatBreaksIsToldOnce() throws Exception {
        Pair reset = connected(settings());
        reset.peer.reset();
        assertInstanceOf(IOException.class, arrivals.lost());
        get(call(() -> reset.connection.end(false)));

        Pair closed = connected(settings());
        closed.peer.close();
        assertInstanceOf(EOFException.class, arrivals.lost());
        assertTrue(call(() -> closed.connection.publish(Message.of("t", "late", QoS.AT_LEAST_ONCE)))
                .exceptionally(failure -> null)
                .thenApply(done -> true)
                .completeOnTimeout(true, 1, TimeUnit.SECONDS)
                .get(20, TimeUnit.SECONDS));
        get(call(() -> closed.connection.end(false)));
        assertFalse(arrivals.wasLostAgain());
    }

    @Test
    void aBlackHoleIsLostAfterTheKeepAlive() throws Exception {
        Pair pair = connected(ContractSettings.of(
                new Endpoint("127.0.0.1", broker.port(), Optional.empty(), Optional.empty()), Duration.ofSeconds(1)));
        pair.peer.expect(Packet.pingreq());
        pair.peer.send(Packet.pingresp());
        pair.peer.expect(Packet.pingreq());
        Throwable lost = arrivals.lost();
        assertInstanceOf(TimeoutException.class, lost);
        assertEquals("no PINGRESP from 127.0.0.1:" + broker.port() + " within 1 s", lost.getMessage());
        get(call(() -> pair.connection.end(false)));
    }

    @Test
    void aPacketThatViolatesMqttBreaksTheConnection() throws Exception {
        Pair pair = connected(settings());
        pair.peer.sendBytes((byte) 0x30, (byte) 4, (byte) 0, (byte) 2, (byte) 'a', (byte) '#');
        assertInstanceOf(IOException.class, arrivals.lost());
        get(call(() -> pair.connection.end(false)));
    }

    @Test
    void anEndIsSilentAndNothingArrivesAfterIt() throws Exception {
        Pair pair = connected(settings());
        get(call(() -> pair.connection.end(true)));
        pair.peer.expect(Packet.disconnect());
        Peer.End unused = pair.peer.expectEnd();
        assertFalse(arrivals.wasLostAgain());
    }
}
