package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who may publish and subscribe, and what those hear who may not. */
class AuthorizerTest {
    /** Refuses what begins with "secret", and breaks at what begins with "bad". */
    private static final Authorizer RULES = new Authorizer() {
        @Override
        public boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
            return may(filter.value());
        }

        @Override
        public boolean mayPublish(Principal principal, String clientId, TopicName topic) {
            return may(topic.value());
        }

        @Override
        public boolean mayReceive(Principal principal, String clientId, TopicName topic) {
            return !topic.value().startsWith("hidden");
        }

        private static boolean may(String text) {
            if (text.startsWith("bad")) {
                throw new IllegalStateException("on purpose");
            }
            return !text.startsWith("secret");
        }
    };

    private static TestBroker broker() throws Exception {
        return TestBroker.changed(o -> new ListenerOptions(
                        o.name(),
                        o.host(),
                        o.port(),
                        o.webSocketPath(),
                        o.tls(),
                        o.authenticator(),
                        o.limits(),
                        message -> message.topic().value().startsWith("secret")
                                ? CompletableFuture.failedFuture(new AssertionError("tapped " + message))
                                : CompletableFuture.completedFuture(null),
                        o.handlers(),
                        o.authorizer(),
                        o.delivery(),
                        o.clientListener(),
                        o.plugins())
                .withAuthorizer(RULES));
    }

    @Test
    void aRefusedSubscriptionIsAnsweredWith80AndTheOthersWork() throws Exception {
        try (TestBroker broker = broker();
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.packet(
                    0x82,
                    RawClient.number(7),
                    RawClient.text("secret/#"),
                    new byte[] {2},
                    RawClient.text("open/#"),
                    new byte[] {1}));
            assertArrayEquals(new byte[] {0, 7, (byte) 0x80, 1}, client.read(9).body());
            client.send(RawClient.publish(0, "open/a", 0, "x"));
            assertEquals("x", client.read(3).payload());
        }
    }

    @Test
    void aDeniedPublishIsAcknowledgedAndDropped() throws Exception {
        try (TestBroker broker = broker();
                RawClient all = broker.client().connected("all").subscribed("#", 0);
                RawClient client = broker.client().connected("c")) {
            client.send(
                    RawClient.publish(1, "secret", 0, "zero"),
                    RawClient.publish(3, "secret", 1, "one"),
                    RawClient.publish(5, "secret", 2, "two"));
            assertEquals(4, client.read().type());
            assertEquals(5, client.read().type());
            client.send(RawClient.acknowledgement(0x62, 2));
            assertEquals(7, client.read().type());
            client.send(RawClient.publish(2, "open", 3, "seen"));
            assertEquals("seen", all.read(3).payload(), "nothing else was routed");
            assertEquals(
                    3,
                    broker.journal.hops().stream()
                            .filter(h -> h.step() == Hop.Step.DENIED)
                            .count());
            assertEquals(0, retainedOf(broker));
        }
    }

    @Test
    void aMessageThatMayNotBeReceivedIsPassedOverLiveRetainedAndQueued() throws Exception {
        try (TestBroker broker = broker();
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.publish(3, "hidden/kept", 1, "no")).read(4);
            try (RawClient kept = broker.client()) {
                kept.send(RawClient.connect(4, 0, "kept")).read(2);
                kept.subscribed("#", 1);
            }
            client.send(RawClient.publish(2, "hidden/live", 2, "no")).read(4);
            client.send(RawClient.publish(2, "open", 3, "yes")).read(4);
            try (RawClient again = broker.client()) {
                again.send(RawClient.connect(4, 0, "kept"));
                assertEquals("yes", again.read(3).payload());
            }
        }
    }

    private static int retainedOf(TestBroker broker) throws Exception {
        try (RawClient client = broker.client().connected("late").subscribed("#", 0)) {
            client.fence();
            return 0;
        }
    }

    @Test
    void aClientWhoseWillMayNotBePublishedIsRefused() throws Exception {
        try (TestBroker broker = broker();
                RawClient client = broker.client()) {
            client.send(RawClient.connect(4, 6, "w", RawClient.text("secret/w"), RawClient.text("gone")));
            assertEquals(5, client.read(2).body()[1]);
            assertTrue(client.readOrEnd().isEmpty());
        }
    }

    @Test
    void anExceptionInTheAuthorizerMeansNoAndLeavesEveryLoopAlive() throws Exception {
        try (TestBroker broker = broker();
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.subscribe(1, "bad/#", 1));
            assertEquals((byte) 0x80, client.read(9).body()[2]);
            client.send(RawClient.publish(2, "bad", 2, "x"));
            assertEquals(4, client.read().type());
            broker.serves(20);
        }
    }
}
