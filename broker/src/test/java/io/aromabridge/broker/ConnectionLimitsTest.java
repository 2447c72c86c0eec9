package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.WebSocketSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many may be connected, in all and from one address. */
@Timeout(20)
class ConnectionLimitsTest {
    private static ListenerOptions listener(String name, Limits limits) {
        return ListenerOptions.tcp(name, "127.0.0.1", 0, TestBroker.ANYBODY, limits, TestBroker.NO_TAP);
    }

    private static MqttBroker broker(Limits limits) throws Exception {
        return MqttBroker.start(
                List.of(listener("tcp", limits), listener("ws", limits).overWebSocket("/mqtt")),
                Journal.none(),
                InstantSource.system());
    }

    private static RawClient from(String address, MqttBroker broker) throws Exception {
        return new RawClient(
                new Socket(InetAddress.getLoopbackAddress(), broker.port("tcp"), InetAddress.getByName(address), 0));
    }

    private static double limited(MqttBroker broker, String limit) {
        return broker.samples().stream()
                .filter(s -> s.name().equals("aroma_broker_limited_total"))
                .filter(s -> limit.equals(s.labels().get("limit")))
                .mapToDouble(s -> s.value())
                .sum();
    }

    private static double connections(MqttBroker broker) {
        return broker.samples().stream()
                .filter(s -> s.name().equals("aroma_broker_connections"))
                .mapToDouble(s -> s.value())
                .sum();
    }

    /** Until a place is free again: the broker notices a moment later that somebody has left. */
    private static RawClient admitted(String address, MqttBroker broker) throws Exception {
        while (true) {
            RawClient client = from(address, broker);
            client.send(RawClient.connect("late"));
            if (client.readOrEnd().isPresent()) {
                return client;
            }
            client.close();
        }
    }

    @Test
    void whoComesBeyondTheLimitIsTurnedAwayWhateverTheListenerAndNobodyElseNotices() throws Exception {
        try (MqttBroker broker = broker(Limits.DEFAULT.withConnections(3, 0));
                RawClient one = from("127.0.0.1", broker).connected("one").subscribed("t", 0);
                RawClient two = new RawClient(WebSocketSocket.connect(broker.port("ws"))).connected("two");
                RawClient three = from("127.0.0.2", broker).connected("three")) {
            try (RawClient four = from("127.0.0.3", broker)) {
                assertTrue(four.readOrEnd().isEmpty(), "closed before it said anything");
            }
            two.send(RawClient.publish(0, "t", 0, "still here"));
            assertEquals("still here", one.read(3).payload());
            assertTrue(limited(broker, "connections") >= 1);
            assertEquals(0, limited(broker, "connections-per-address"));
            three.close();
            admitted("127.0.0.3", broker).close();
        }
    }

    @Test
    void oneAddressTakesNotThePlacesOfAnother() throws Exception {
        try (MqttBroker broker = broker(Limits.DEFAULT.withConnections(0, 2));
                RawClient one = from("127.0.0.1", broker).connected("one");
                RawClient silent = from("127.0.0.1", broker)) {
            while (connections(broker) < 2) {
                // The one after it may be quicker on another event loop.
                one.fence();
            }
            for (int i = 0; i < 50; i++) {
                try (RawClient more = from("127.0.0.1", broker)) {
                    assertTrue(more.readOrEnd().isEmpty(), "closed");
                }
            }
            assertEquals(50, limited(broker, "connections-per-address"));
            from("127.0.0.2", broker).connected("another").close();
            one.fence();
            silent.close();
            admitted("127.0.0.1", broker).close();
        }
    }
}
