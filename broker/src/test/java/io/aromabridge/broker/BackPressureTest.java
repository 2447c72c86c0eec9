package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.core.message.Message;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client may have unacknowledged is bounded; it is paused, and not punished for that. */
class BackPressureTest {
    private record Tapped(Message message, CompletableFuture<Void> done) {}

    private static final class HoldingTap implements PublishTap {
        private final BlockingQueue<Tapped> tapped = new LinkedBlockingQueue<>();

        @Override
        public CompletableFuture<Void> onPublish(Message message) {
            Tapped t = new Tapped(message, new CompletableFuture<>());
            tapped.add(t);
            return t.done();
        }
    }

    private static TestBroker broker(PublishTap tap, Duration within) throws Exception {
        Limits limits = new Limits(1 << 20, 64, 128, 10, Duration.ofSeconds(10), within);
        return TestBroker.with(TestBroker.ANYBODY, tap, limits);
    }

    /** Writes until the broker has stopped reading and all buffers on the way are full; goes on when it reads again. */
    private static Thread flood(RawClient client, int messages, String payload) {
        Thread thread = new Thread(() -> {
            try {
                for (int i = 0; i < messages; i++) {
                    client.send(RawClient.publish(2, "t", i % 65_535 + 1, payload));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void aClientThatIsNotReadIsNotClosedForItsSilence() throws Exception {
        HoldingTap tap = new HoldingTap();
        try (TestBroker broker = broker(tap, Duration.ofSeconds(10));
                RawClient client = broker.client()) {
            // Keep alive 1 s; the tap answers after 2.5 s, in which nothing is read.
            client.send(RawClient.packet(
                    0x10, RawClient.text("MQTT"), new byte[] {4, 2}, RawClient.number(1), RawClient.text("c")));
            client.read(2);
            Thread writer = flood(client, 3000, "x".repeat(5000));
            CountDownLatch later = new CountDownLatch(1);
            assertTrue(!later.await(2500, TimeUnit.MILLISECONDS));
            assertTrue(tap.tapped.size() < 1200, "not more is read: " + tap.tapped.size());
            for (int i = 0; i < 3000; i++) {
                tap.tapped.poll(5, TimeUnit.SECONDS).done().complete(null);
                assertEquals(i % 65_535 + 1, client.read(4).packetId());
            }
            writer.join();
        }
    }

    @Test
    void aWithheldAcknowledgementEndsTheConnectionAndItsMessageIsNotRouted() throws Exception {
        HoldingTap tap = new HoldingTap();
        try (TestBroker broker = broker(tap, Duration.ofMillis(300));
                RawClient subscriber = broker.client().connected("s").subscribed("t", 1);
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.publish(2, "t", 1, "never"));
            assertTrue(client.readOrEnd().isEmpty(), "closed without PUBACK");
            tap.tapped.poll(5, TimeUnit.SECONDS).done().complete(null);
            try (RawClient next = broker.client().connected("next")) {
                next.send(RawClient.publish(0, "t", 1, "next"));
                tap.tapped.poll(5, TimeUnit.SECONDS).done().complete(null);
                assertEquals("next", subscriber.read(3).payload());
            }
        }
    }

    @Test
    void whatIsReadAheadIsBoundedByBytesToo() throws Exception {
        HoldingTap tap = new HoldingTap();
        try (TestBroker broker = broker(tap, Duration.ofSeconds(10));
                RawClient client = broker.client().connected("c")) {
            Thread writer = flood(client, 100, "x".repeat(500_000));
            int most = 0;
            for (int i = 0; i < 100; i++) {
                Tapped next = tap.tapped.poll(5, TimeUnit.SECONDS);
                most = Math.max(most, tap.tapped.size() + 1);
                next.done().complete(null);
                client.read(4);
            }
            writer.join();
            assertTrue(most <= 12, "4 MiB and one more read: " + most);
        }
    }

    @Test
    void aClientThatDoesNotReadItsAcknowledgementsGetsThemAllInTheEnd() throws Exception {
        int messages = 50_000;
        try (TestBroker broker = TestBroker.start();
                RawClient client = broker.client().connected("c")) {
            for (int i = 0; i < messages; i += 100) {
                byte[][] batch = new byte[100][];
                for (int j = 0; j < 100; j++) {
                    batch[j] = RawClient.publish(2, "t", (i + j) % 65_535 + 1, "x");
                }
                client.send(batch);
            }
            for (int i = 0; i < messages; i++) {
                assertEquals(i % 65_535 + 1, client.read(4).packetId());
            }
        }
    }

    @Tag("long")
    @Test
    void aClientThatNeverReadsIsClosedAndBoundedMeanwhile() throws Exception {
        Limits limits = new Limits(1024, 64, 128, 10, Duration.ofSeconds(10), Duration.ofMillis(300));
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, TestBroker.NO_TAP, limits);
                Socket socket = new Socket()) {
            // Small, so that little is lost to sight in the kernel's buffers.
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()));
            RawClient client = new RawClient(socket).connected("c");
            byte[][] pings = new byte[1000][];
            java.util.Arrays.fill(pings, new byte[] {(byte) 0xc0, 0});
            IOException closed = null;
            for (int i = 0; i < 100_000 && closed == null; i++) {
                try {
                    client.send(pings);
                } catch (IOException e) {
                    closed = e;
                }
            }
            assertTrue(closed != null, "100 million unread answers");
            broker.serves(4);
        }
    }
}
