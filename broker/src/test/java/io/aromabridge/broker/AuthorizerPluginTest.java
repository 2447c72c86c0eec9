package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.moquette.MoquettePlugins;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.broker.plugin.PluginCalls;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.RawClient;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.broker.subscriptions.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An authorizer that was written for Moquette: what it is asked, and what its answers do. */
class AuthorizerPluginTest {
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final CountDownLatch never = new CountDownLatch(1);

    /** Denies what has "secret" in it, denies reading what has "hidden", throws at "bad", and hangs at "stuck". */
    private final AtomicInteger lateAsks = new AtomicInteger();

    private final CountDownLatch lateAsked = new CountDownLatch(1);
    private final CountDownLatch lateMay = new CountDownLatch(1);
    private final IAuthorizatorPolicy policy = new IAuthorizatorPolicy() {
        @Override
        public boolean canWrite(Topic topic, String user, String client) {
            return may("write", topic.toString(), user, client);
        }

        @Override
        public boolean canRead(Topic topic, String user, String client) {
            return may("read", topic.toString(), user, client)
                    && !topic.toString().contains("hidden");
        }

        private boolean may(String what, String topic, String user, String client) {
            asked.add(what + " " + topic + " " + user + " " + client);
            threads.add(Thread.currentThread().getName());
            if (topic.contains("bad")) {
                throw new NoSuchMethodError("on purpose");
            }
            if (topic.contains("stuck")) {
                hang();
            }
            if (topic.contains("late") && lateAsks.incrementAndGet() == 2) {
                lateAsked.countDown();
                await(lateMay);
            }
            return !topic.contains("secret");
        }

        private void hang() {
            await(never);
        }

        private void await(CountDownLatch signal) {
            try {
                signal.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    };

    private static TestBroker broker(MoquettePlugins plugins) throws Exception {
        return TestBroker.changed(options -> options.withPlugins(plugins));
    }

    private MoquettePlugins plugins() {
        return MoquettePlugins.builder().authorizer(policy).build();
    }

    /** With a limit that a question which hangs exceeds soon; no test depends on another answer being quicker. */
    private MoquettePlugins impatient() {
        return MoquettePlugins.builder()
                .authorizer(policy)
                .answerWithin(Duration.ofSeconds(2))
                .build();
    }

    @Test
    void aSubscriptionThatItDeniesIsAnsweredWith80AndTheOthersWork() throws Exception {
        try (MoquettePlugins plugins = plugins();
                TestBroker broker = broker(plugins);
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
            assertEquals(
                    "[read secret/# null c, read open/# null c, write open/a null c, read open/a null c]",
                    asked.toString());
        }
    }

    @Test
    void aDeniedPublishIsAcknowledgedAndDroppedAndOrderIsKept() throws Exception {
        try (MoquettePlugins plugins = plugins();
                TestBroker broker = broker(plugins);
                RawClient all = broker.client().connected("all").subscribed("#", 0);
                RawClient client = broker.client().connected("c")) {
            for (int i = 1; i <= 300; i++) {
                client.send(RawClient.publish(2, i % 3 == 0 ? "secret" : "open", i, "m" + i));
            }
            for (int i = 1; i <= 300; i++) {
                byte[] id = client.read(4).body();
                assertEquals(i, (id[0] & 0xff) << 8 | (id[1] & 0xff));
            }
            for (int i = 1; i <= 300; i++) {
                if (i % 3 != 0) {
                    assertEquals("m" + i, all.read(3).payload());
                }
            }
        }
    }

    @Test
    void itIsAskedAtEachDeliveryLiveRetainedAndQueued() throws Exception {
        try (MoquettePlugins plugins = plugins();
                TestBroker broker = broker(plugins);
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
            assertTrue(asked.contains("read hidden/kept null kept"), asked::toString);
            assertTrue(asked.contains("read hidden/live null kept"), asked::toString);
        }
    }

    @Test
    void aWillIsTappedOnTheEventLoopAndBeforeTheClientsNextConnection() throws Exception {
        Queue<String> tapped = new ConcurrentLinkedQueue<>();
        PublishTap tap = message -> {
            tapped.add(message.topic() + " " + Thread.currentThread().getName());
            return CompletableFuture.completedFuture(null);
        };
        try (MoquettePlugins plugins = plugins();
                TestBroker broker = TestBroker.changed(
                        unused -> ListenerOptions.tcp("local", "127.0.0.1", 0, TestBroker.ANYBODY, Limits.DEFAULT, tap)
                                .withPlugins(plugins))) {
            RawClient first = broker.client()
                    .send(RawClient.connect(4, 6, "c", RawClient.text("late/will"), RawClient.text("gone")));
            first.read(2);
            first.cut();
            // The plug-in is asked about the will again, and answers when the client is back.
            assertTrue(lateAsked.await(10, TimeUnit.SECONDS));
            try (RawClient next = broker.client()) {
                next.send(RawClient.connect("c"), RawClient.publish(2, "open/next", 1, "x"));
                lateMay.countDown();
                next.read(2);
                next.read(4);
            }
        }
        List<String> all = List.copyOf(tapped);
        assertEquals(2, all.size(), all::toString);
        assertTrue(all.get(0).startsWith("late/will broker-io"), all::toString);
        assertTrue(all.get(1).startsWith("open/next broker-io"), all::toString);
    }

    @Test
    void aClientWhoseWillItDeniesIsRefused() throws Exception {
        try (MoquettePlugins plugins = plugins();
                TestBroker broker = broker(plugins);
                RawClient all = broker.client().connected("all").subscribed("#", 0);
                RawClient client = broker.client();
                RawClient good = broker.client()) {
            client.send(RawClient.connect(4, 6, "w", RawClient.text("secret/w"), RawClient.text("gone")));
            assertEquals(5, client.read(2).body()[1]);
            assertTrue(client.readOrEnd().isEmpty());
            good.send(RawClient.connect(4, 6, "g", RawClient.text("open/w"), RawClient.text("gone")));
            assertEquals(0, good.read(2).body()[1]);
            good.cut();
            assertEquals("gone", all.read(3).payload());
        }
    }

    @Test
    void anErrorInItIsANoAndAWarning() throws Exception {
        try (MoquettePlugins plugins = plugins();
                TestBroker broker = broker(plugins);
                LogLines log = LogLines.of(PluginCalls.class);
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.subscribe(1, "bad/#", 1));
            assertEquals((byte) 0x80, client.read(9).body()[2]);
            client.send(RawClient.publish(2, "bad", 2, "x"));
            assertEquals(4, client.read().type());
            assertTrue(log.await("SUBSCRIBE of client 'c' to 'bad/#' denied").startsWith("WARN"));
            assertTrue(log.await("PUBLISH of client 'c' on 'bad' denied").startsWith("WARN"));
            broker.serves(10);
        }
    }

    @Test
    void oneThatHangsIsANoAfterTheLimitAndTheOthersGoOn() throws Exception {
        try (MoquettePlugins plugins = impatient();
                TestBroker broker = broker(plugins);
                LogLines log = LogLines.of(PluginCalls.class);
                RawClient all = broker.client().connected("all").subscribed("#", 0);
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.publish(2, "stuck", 1, "x"), RawClient.publish(2, "open", 2, "y"));
            broker.serves(5);
            client.read(4);
            client.read(4);
            assertEquals("hello", all.read(3).payload());
            assertTrue(log.await("PUBLISH of client 'c' on 'stuck' denied").contains("no answer within 2000 ms"));
        }
    }

    @Test
    void itDecidesBesideTheListenersOwnAuthorizer() throws Exception {
        try (MoquettePlugins plugins = plugins();
                TestBroker broker = TestBroker.changed(
                        options -> options.withPlugins(plugins).withAuthorizer(AllButForbidden.RULES));
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.subscribe(1, "forbidden", 1));
            assertEquals((byte) 0x80, client.read(9).body()[2]);
            client.send(RawClient.subscribe(2, "secret", 1));
            assertEquals((byte) 0x80, client.read(9).body()[2]);
            client.subscribed("open", 1);
        }
    }

    @Test
    void itNeverRunsOnAnEventLoop() throws Exception {
        try (MoquettePlugins plugins = plugins();
                TestBroker broker = broker(plugins);
                RawClient client = broker.client()) {
            client.send(RawClient.connect(4, 6, "c", RawClient.text("will"), RawClient.text("gone")));
            client.read(2);
            client.subscribed("#", 1).send(RawClient.publish(2, "a", 1, "x"));
            client.read(3);
            client.cut();
        }
        assertTrue(threads.size() >= 4, threads::toString);
        assertTrue(threads.stream().allMatch(name -> name.startsWith("broker-plugin")), threads::toString);
    }

    /** Allows all but one filter. */
    private static final class AllButForbidden implements Authorizer {
        static final AllButForbidden RULES = new AllButForbidden();

        @Override
        public boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
            return !filter.value().equals("forbidden");
        }

        @Override
        public boolean mayPublish(Principal principal, String clientId, TopicName topic) {
            return true;
        }

        @Override
        public boolean mayReceive(Principal principal, String clientId, TopicName topic) {
            return true;
        }
    }
}
