package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.ClientListener;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What somebody learns who watches the clients, and messages for one client alone. */
class ClientListenerTest {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private final ClientListener watch = new ClientListener() {
        @Override
        public void connected(Principal principal, String clientId) {
            seen.add("connected " + clientId);
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void published(Principal principal, String clientId, Message message) {
            seen.add(clientId + " " + message.topic() + " " + message.payload().text());
            throw new IllegalStateException("on purpose");
        }
    };

    private static final Authorizer NO_SECRETS = new Authorizer() {
        @Override
        public boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
            return true;
        }

        @Override
        public boolean mayPublish(Principal principal, String clientId, TopicName topic) {
            return !topic.value().equals("secret");
        }

        @Override
        public boolean mayReceive(Principal principal, String clientId, TopicName topic) {
            return !topic.value().equals("secret");
        }
    };

    private String next() throws InterruptedException {
        return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void isToldOfWhatMayBePublishedAndMayFail() throws Exception {
        try (TestBroker broker =
                        TestBroker.changed(o -> o.withAuthorizer(NO_SECRETS).withClientListener(watch));
                RawClient client = broker.client().connected("c").subscribed("a", 0)) {
            client.send(
                    RawClient.publish(0, "secret", 0, "no"),
                    RawClient.publish(0, "a", 0, "0"),
                    RawClient.publish(2, "b", 1, "1"),
                    RawClient.publish(4, "c", 2, "2"),
                    RawClient.publish(12, "c", 2, "2"));
            assertEquals("0", client.read(3).payload());
            assertEquals("connected c", next());
            assertEquals("c a 0", next());
            assertEquals("c b 1", next());
            assertEquals("c c 2", next());
            client.fence();
            assertTrue(seen.isEmpty(), () -> "told twice: " + seen);
        }
    }

    @Test
    void aMessageForOneClientGoesToNobodyElse() throws Exception {
        try (TestBroker broker = TestBroker.changed(o -> o.withAuthorizer(NO_SECRETS));
                RawClient one = broker.client().connected("one");
                RawClient other = broker.client().connected("other").subscribed("#", 1)) {
            assertTrue(broker.broker.deliver("one", Message.of("secret", "x", QoS.AT_LEAST_ONCE)));
            assertTrue(broker.broker.deliver("one", Message.of("for/one", "x", QoS.AT_LEAST_ONCE)));
            assertEquals("for/one", one.read(3).topic());
            other.fence();
            assertFalse(broker.broker.deliver("nobody", Message.of("a", "x", QoS.AT_MOST_ONCE)));
        }
    }
}
