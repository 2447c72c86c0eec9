package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many topic filters a client may subscribe. */
@Timeout(20)
class SubscriptionLimitTest {
    private static TestBroker broker() throws Exception {
        return TestBroker.with(TestBroker.ANYBODY, TestBroker.NO_TAP, Limits.DEFAULT.withSubscriptions(3));
    }

    private static byte[] codes(RawClient client, String... filters) throws Exception {
        byte[] entries = {};
        for (String filter : filters) {
            entries = RawClient.join(entries, RawClient.text(filter), new byte[] {1});
        }
        byte[] body = client.send(RawClient.packet(0x82, RawClient.number(7), entries))
                .read(9)
                .body();
        return Arrays.copyOfRange(body, 2, body.length);
    }

    private static byte[] bytes(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = (byte) values[i];
        }
        return all;
    }

    @Test
    void whatIsBeyondIsRefusedAndTheRestGoesOn() throws Exception {
        try (TestBroker broker = broker();
                RawClient client = broker.client().connected("c");
                RawClient other = broker.client().connected("other")) {
            assertArrayEquals(bytes(1, 1, 1, 1, 0x80), codes(client, "a", "b", "b", "c", "d"));
            assertArrayEquals(bytes(0x80, 1), codes(client, "e", "a"), "what it has may be subscribed again");
            assertArrayEquals(bytes(1, 1, 1), codes(other, "a", "b", "c"), "everyone has as many");
            client.send(RawClient.publish(0, "d", 0, "not for it"), RawClient.publish(0, "c", 0, "for it"));
            assertEquals("for it", client.read(3).payload());
            assertEquals(
                    2,
                    broker.broker.samples().stream()
                            .filter(s -> "subscriptions".equals(s.labels().get("limit")))
                            .mapToDouble(s -> s.value())
                            .sum());
        }
    }

    @Test
    void unsubscribingMakesRoom() throws Exception {
        try (TestBroker broker = broker();
                RawClient client = broker.client().connected("c")) {
            codes(client, "a", "b", "c");
            client.send(RawClient.packet(0xa2, RawClient.number(8), RawClient.text("b")))
                    .read(11);
            assertArrayEquals(bytes(1, 0x80), codes(client, "d", "e"));
        }
    }

    @Test
    void whatAPersistentSessionHasCountsAtTheNextConnection() throws Exception {
        try (TestBroker broker = broker()) {
            try (RawClient client = broker.client().persistent("p")) {
                codes(client, "a", "b", "c");
                client.leave();
            }
            try (RawClient client = broker.client().persistent("p")) {
                assertArrayEquals(bytes(0x80, 1), codes(client, "d", "a"));
            }
            try (RawClient client = broker.client().connected("p")) {
                assertArrayEquals(bytes(1), codes(client, "d"), "a clean session begins anew");
            }
        }
    }
}
