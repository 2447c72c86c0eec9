package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Starting, publishing from inside, stopping. */
class LifecycleTest {
    private static ListenerOptions listener(String name, int port) {
        return ListenerOptions.tcp(name, "127.0.0.1", port, TestBroker.ANYBODY, Limits.DEFAULT, TestBroker.NO_TAP);
    }

    @Test
    void saysWhichPortIsTakenAndLeavesNothingBound() throws Exception {
        try (TestBroker first = TestBroker.start()) {
            AromaException e = assertThrows(
                    AromaException.class,
                    () -> MqttBroker.start(
                            List.of(listener("free", 0), listener("local", first.port())),
                            Journal.none(),
                            InstantSource.system()));
            assertEquals(AromaException.Kind.FAILED, e.kind());
            assertTrue(
                    String.valueOf(e.getMessage())
                            .contains("local: cannot listen on 127.0.0.1:" + first.port() + ": the port is taken"),
                    e.getMessage());
            first.serves(1);
        }
    }

    @Test
    void severalRunSideBySideAndAgainOnTheSamePort() throws Exception {
        int port;
        try (TestBroker one = TestBroker.start();
                TestBroker two = TestBroker.start()) {
            port = one.port();
            one.serves(2);
            two.serves(2);
        }
        try (MqttBroker again =
                MqttBroker.start(List.of(listener("local", port)), Journal.none(), InstantSource.system())) {
            assertEquals(port, again.port("local"));
        }
    }

    @Test
    void publishesFromInsideWithoutTheTap() throws Exception {
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, m -> {
                    throw new AssertionError("tapped " + m);
                });
                RawClient client = broker.client().connected("c").subscribed("in/#", 1)) {
            for (int i = 0; i < 50; i++) {
                broker.broker
                        .publish(Message.of("in/a", "m" + i, QoS.AT_LEAST_ONCE))
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS);
            }
            for (int i = 0; i < 50; i++) {
                RawPacket packet = client.read(3);
                assertEquals("m" + i, packet.payload());
                client.send(RawClient.acknowledgement(0x40, packet.packetId()));
            }
        }
    }

    @Test
    void closesItsClientsAndCanBeClosedTwice() throws Exception {
        TestBroker broker = TestBroker.start();
        RawClient client = broker.client().connected("c");
        broker.close();
        broker.close();
        assertTrue(client.readOrEnd().isEmpty());
    }
}
