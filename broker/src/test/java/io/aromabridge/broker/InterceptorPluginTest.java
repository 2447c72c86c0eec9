package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.moquette.MoquettePlugins;
import io.aromabridge.broker.plugin.EventThread;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.RawClient;
import io.moquette.interception.AbstractInterceptHandler;
import io.moquette.interception.messages.InterceptConnectMessage;
import io.moquette.interception.messages.InterceptConnectionLostMessage;
import io.moquette.interception.messages.InterceptDisconnectMessage;
import io.moquette.interception.messages.InterceptPublishMessage;
import io.moquette.interception.messages.InterceptSubscribeMessage;
import io.moquette.interception.messages.InterceptUnsubscribeMessage;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Interceptors that were written for Moquette: what they get, and what they may do wrong. */
class InterceptorPluginTest {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();

    /** Writes down everything. */
    private class Watch extends AbstractInterceptHandler {
        @Override
        public String getID() {
            return "watch";
        }

        void add(String what) {
            threads.add(Thread.currentThread().getName());
            seen.add(what);
        }

        @Override
        public void onConnect(InterceptConnectMessage message) {
            add("connect " + message.getClientID() + " " + message.isCleanSession() + " " + message.getKeepAlive() + " "
                    + message.getWillTopic() + " " + message.getUsername());
        }

        @Override
        public void onDisconnect(InterceptDisconnectMessage message) {
            add("disconnect " + message.getClientID() + " " + message.getUsername());
        }

        @Override
        public void onConnectionLost(InterceptConnectionLostMessage message) {
            add("lost " + message.getClientID() + " " + message.getUsername());
        }

        @Override
        public void onPublish(InterceptPublishMessage message) {
            add("publish " + message.getClientID() + " " + message.getTopicName() + " "
                    + new String(ByteBufUtil.getBytes(message.getPayload()), StandardCharsets.UTF_8) + " "
                    + message.getQos() + " " + message.isRetainFlag());
            super.onPublish(message);
        }

        @Override
        public void onSubscribe(InterceptSubscribeMessage message) {
            add("subscribe " + message.getClientID() + " " + message.getTopicFilter() + " "
                    + message.getRequestedQos());
        }

        @Override
        public void onUnsubscribe(InterceptUnsubscribeMessage message) {
            add("unsubscribe " + message.getClientID() + " " + message.getTopicFilter());
        }

        @Override
        public void onSessionLoopError(Throwable error) {
            add("never");
        }
    }

    private static TestBroker broker(MoquettePlugins plugins) throws Exception {
        return TestBroker.changed(options -> options.withPlugins(plugins));
    }

    private void expect(String... lines) throws InterruptedException {
        for (String line : lines) {
            assertEquals(line, String.valueOf(seen.poll(10, TimeUnit.SECONDS)));
        }
    }

    @Test
    void itGetsTheEventsOfAClientInOrderOnAThreadOfItsOwn() throws Exception {
        try (MoquettePlugins plugins =
                        MoquettePlugins.builder().interceptor(new Watch()).build();
                TestBroker broker = broker(plugins)) {
            try (RawClient client = broker.client()) {
                client.send(RawClient.connect(4, 6, "c", RawClient.text("will"), RawClient.text("gone")));
                client.read(2);
                client.subscribed("a", 1)
                        .send(
                                RawClient.publish(0, "b", 0, "0"),
                                RawClient.publish(3, "b", 1, "1"),
                                RawClient.publish(4, "b", 2, "2"),
                                RawClient.publish(12, "b", 2, "2"),
                                RawClient.packet(0xa2, RawClient.number(9), RawClient.text("a")),
                                RawClient.disconnect());
                client.awaitEnd();
            }
            expect(
                    "connect c true 60 will null",
                    "subscribe c a AT_LEAST_ONCE",
                    "publish c b 0 AT_MOST_ONCE false",
                    "publish c b 1 AT_LEAST_ONCE true",
                    "publish c b 2 EXACTLY_ONCE false",
                    "unsubscribe c a",
                    "disconnect c null");
            try (RawClient client = broker.client().connected("d")) {
                client.cut();
            }
            expect("connect d true 60 null null", "lost d null");
            assertTrue(threads.stream().allMatch(name -> name.startsWith("broker-interceptor")), threads::toString);
        }
    }

    @Test
    void aWillIsNoEventAsInMoquette() throws Exception {
        try (MoquettePlugins plugins =
                        MoquettePlugins.builder().interceptor(new Watch()).build();
                TestBroker broker = broker(plugins);
                RawClient all = broker.client().connected("all").subscribed("#", 0);
                RawClient client = broker.client()) {
            client.send(RawClient.connect(4, 6, "c", RawClient.text("will"), RawClient.text("gone")));
            client.read(2);
            client.cut();
            assertEquals("gone", all.read(3).payload());
            expect(
                    "connect all true 60 null null",
                    "subscribe all # AT_MOST_ONCE",
                    "connect c true 60 will null",
                    "lost c null");
            all.send(RawClient.publish(0, "fence", 0, "x")).read(3);
            expect("publish all fence x AT_MOST_ONCE false");
        }
    }

    @Test
    void itGetsOnlyTheMessagesItAsksFor() throws Exception {
        Watch picky = new Watch() {
            @Override
            public Class<?>[] getInterceptedMessageTypes() {
                return new Class<?>[] {InterceptDisconnectMessage.class};
            }
        };
        try (MoquettePlugins plugins =
                        MoquettePlugins.builder().interceptor(picky).build();
                TestBroker broker = broker(plugins);
                RawClient client = broker.client().connected("c").subscribed("a", 0)) {
            client.send(RawClient.publish(0, "a", 0, "x"), RawClient.disconnect());
            client.awaitEnd();
            expect("disconnect c null");
        }
    }

    /** Does not release its buffer. */
    private final class Keeping extends Watch {
        @Override
        public void onPublish(InterceptPublishMessage message) {
            message.getPayload().retain();
        }

        @Override
        void add(String what) {
            // The test looks at the third alone.
        }
    }

    /** Writes into its buffer, and releases it twice. */
    private final class ReleasingTwice extends Watch {
        @Override
        public void onPublish(InterceptPublishMessage message) {
            message.getPayload().setByte(0, 'X');
            message.getPayload().release();
            message.getPayload().release();
        }

        @Override
        void add(String what) {
            // The test looks at the third alone.
        }
    }

    @Test
    void oneThatTreatsItsBufferBadlyHarmsNoOther() throws Exception {
        try (LogLines log = LogLines.of("io");
                MoquettePlugins plugins = MoquettePlugins.builder()
                        .interceptor(new Keeping())
                        .interceptor(new ReleasingTwice())
                        .interceptor(new Watch() {
                            @Override
                            public Class<?>[] getInterceptedMessageTypes() {
                                return new Class<?>[] {InterceptPublishMessage.class};
                            }
                        })
                        .build();
                TestBroker broker = broker(plugins);
                RawClient client = broker.client().connected("c").subscribed("a", 0)) {
            for (int i = 0; i < 100; i++) {
                client.send(RawClient.publish(0, "a", 0, "m" + i));
                assertEquals("m" + i, client.read(3).payload());
            }
            for (int i = 0; i < 100; i++) {
                expect("publish c a m" + i + " AT_MOST_ONCE false");
            }
            log.await("IllegalReferenceCountException");
            assertEquals(0, log.count("LEAK"));
        }
    }

    @Test
    void oneThatHangsLosesItsNewestEventsAndHoldsUpNothing() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        try (LogLines log = LogLines.of(EventThread.class)) {
            try (MoquettePlugins plugins = MoquettePlugins.builder()
                            .interceptor(new Watch() {
                                @Override
                                void add(String what) {
                                    hangs.countDown();
                                    awaitOf(never);
                                }
                            })
                            .interceptor(new Watch())
                            .build();
                    TestBroker broker = broker(plugins);
                    RawClient client = broker.client().connected("c").subscribed("a", 0)) {
                assertTrue(hangs.await(10, TimeUnit.SECONDS));
                for (int i = 0; i < 11_000; i++) {
                    client.send(RawClient.publish(0, "b", 0, "m"));
                }
                assertTrue(log.await("its queue is full").startsWith("WARN"));
                client.fence();
                expect("connect c true 60 null null", "subscribe c a AT_MOST_ONCE", "publish c b m AT_MOST_ONCE false");
            }
            log.await("at the end it has not handled");
        }
    }

    private static void awaitOf(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
