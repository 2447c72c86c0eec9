package io.aromabridge.simulator.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.Endpoints;
import io.aromabridge.testing.mqtt.FakeBroker;
import io.aromabridge.testing.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long a device waits before it connects again. */
@Timeout(30)
class ReconnectBackoffTest {
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    private String topic() throws InterruptedException {
        Message message = received.poll(10, TimeUnit.SECONDS);
        return message == null ? "nothing for 10 s" : message.topic().value();
    }

    /** Chance that adds nothing and notes what it was asked for: a quarter of each wait. */
    private record Noting(BlockingQueue<Long> bounds) implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("chance without a bound");
        }

        @Override
        public long nextLong(long bound) {
            bounds.add(bound);
            return 0;
        }

        String next() throws InterruptedException {
            Long bound = bounds.poll(10, TimeUnit.SECONDS);
            return bound == null ? "no wait for 10 s" : 4 * (bound - 1) / 1_000_000 + " ms";
        }
    }

    private DeviceConnection connection(FakeBroker broker, RandomGenerator chance) {
        return new DeviceConnection(
                "device-1",
                Endpoints.of(broker),
                new ReconnectBackoff(Duration.ofMillis(10), chance),
                new MqttEventLoop("test-network"),
                new ConnectionLog(Endpoints.of(broker), new ManualClock()));
    }

    @Test
    void addsAtMostAQuarter() {
        ReconnectBackoff reconnect = new ReconnectBackoff(Duration.ofMillis(200), new Random(7));
        for (int i = 0; i < 1000; i++) {
            long millis = reconnect.next(0).toMillis();
            assertTrue(millis >= 200 && millis <= 250, millis + " ms");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, 0, 200",
        "200, 1, 200",
        "200, 2, 400",
        "200, 3, 800",
        "200, 5, 3200",
        "200, 6, 5000",
        "200, 2000, 5000",
        "1, 9, 256",
        "5000, 3, 5000",
        "60000, 0, 60000",
        "60000, 9, 60000"
    })
    void doublesWithEachRefusalUpToFiveSeconds(long delay, int refusals, long least) {
        ReconnectBackoff reconnect = new ReconnectBackoff(Duration.ofMillis(delay), new Random(7));
        long millis = reconnect.next(refusals).toMillis();
        assertTrue(millis >= least && millis <= least + least / 4, millis + " ms");
    }

    @Test
    void refusesToWaitNotAtAll() {
        assertThrows(IllegalArgumentException.class, () -> new ReconnectBackoff(Duration.ZERO, new Random(7)));
    }

    @Test
    void waitsLongerAfterEachRefusalAndNotAfterAnOutage() throws Exception {
        try (FakeBroker broker = new FakeBroker()) {
            Noting chance = new Noting(new LinkedBlockingQueue<>());
            broker.connack = 5;
            DeviceConnection connection = connection(broker, chance);
            CompletionStage<Void> ready =
                    connection.start(List.of(TopicFilter.of("a/b")), QoS.AT_LEAST_ONCE, received::add);
            assertEquals("10 ms", chance.next());
            assertEquals("20 ms", chance.next());
            assertEquals("40 ms", chance.next());
            broker.connack = 0;
            ready.toCompletableFuture().get(10, TimeUnit.SECONDS);
            chance.bounds().clear();
            for (int i = 0; i < 3; i++) {
                FakeBroker.publish(broker.nextSubscribe().socket(), "a/b", new byte[0]);
                assertEquals("a/b", topic(), "round " + i);
                broker.cut();
                assertEquals("10 ms", chance.next());
            }
            connection.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
