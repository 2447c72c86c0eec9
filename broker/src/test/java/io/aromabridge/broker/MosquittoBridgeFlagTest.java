package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** mosquitto's bridges, which set a bit of their own in CONNECT. */
class MosquittoBridgeFlagTest {
    private static byte[] connect(String name, int level) {
        return RawClient.packet(
                0x10,
                RawClient.text(name),
                new byte[] {(byte) level, 2},
                RawClient.number(60),
                RawClient.text("bridge"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x83, 0x84})
    void aBridgeIsAcceptedGetsNothingBackAndSeesWhatIsRetained(int level) throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient other = broker.client().connected("other").subscribed("t/#", 0);
                RawClient bridge = broker.client()) {
            for (byte b : connect(level == 0x83 ? "MQIsdp" : "MQTT", level)) {
                bridge.send(new byte[] {b});
            }
            assertEquals(0, bridge.read(2).body()[1]);
            bridge.subscribed("t/#", 1).send(RawClient.publish(0, "t/own", 0, "own"));
            bridge.fence();
            assertEquals("own", other.read().payload());
            other.send(RawClient.publish(1, "t/state", 0, "live"));
            RawPacket packet = bridge.read();
            assertEquals("live", packet.payload());
            assertEquals(1, packet.header() & 1, "RETAIN as published");
            assertEquals(0, other.read().header() & 1, "and not for others");
        }
    }

    @Test
    void whatIsNoConnectGoesOnToBeRefused() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            byte[] connect = connect("MQTT", 4);
            for (byte[] bytes : new byte[][] {
                {0x10, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2, 3},
                {(byte) 0xc0, 0},
                connect("MQTX", 0x84),
                connect("MQTT", 0x89),
            }) {
                try (RawClient client = broker.client()) {
                    client.send(bytes);
                    assertTrue(client.readOrEnd().filter(p -> p.body()[1] == 0).isEmpty(), Arrays.toString(bytes));
                }
            }
            try (RawClient client = broker.client()) {
                client.send(Arrays.copyOf(connect, 9), Arrays.copyOfRange(connect, 9, connect.length));
                assertEquals(0, client.read(2).body()[1]);
            }
        }
    }
}
