package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    private final EventLoops loops = new EventLoops();
    /** On which thread each message was tapped. */
    private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        loops.close();
    }

    private MqttBroker start() throws AromaException {
        ListenerOptions listener =
                ListenerOptions.tcp("local", "127.0.0.1", 0, TestBroker.ANYBODY, Limits.DEFAULT, message -> {
                    threads.add(Thread.currentThread().getName());
                    return CompletableFuture.completedFuture(null);
                });
        return MqttBroker.start(
                List.of(listener), Journal.none(), InstantSource.system(), SessionStore.inMemory(), loops);
    }

    private String threadOf(RawClient client) throws Exception {
        client.send(RawClient.publish(2, "a", 1, "x"));
        client.read(4);
        String thread = threads.poll(5, TimeUnit.SECONDS);
        assertTrue(thread != null, "tapped");
        return String.valueOf(thread);
    }

    @Test
    void aConnectionComesToTheThreadWithTheFewest() throws Exception {
        int count = loops.threads().size();
        try (MqttBroker broker = start()) {
            Map<String, List<RawClient>> byThread = new HashMap<>();
            for (int i = 0; i < 3 * count; i++) {
                RawClient client = new RawClient(broker.port("local")).connected("c" + i);
                byThread.computeIfAbsent(threadOf(client), unused -> new ArrayList<>())
                        .add(client);
            }
            assertEquals(count, byThread.size(), () -> "each has some: " + byThread.keySet());
            byThread.forEach((thread, clients) -> assertEquals(3, clients.size(), thread));
            // All but one of a thread leave it: the next ones come there.
            Map.Entry<String, List<RawClient>> emptied =
                    byThread.entrySet().iterator().next();
            for (RawClient client : emptied.getValue().subList(1, 3)) {
                client.close();
            }
            while (broker.samples().stream()
                    .noneMatch(s -> s.name().equals("aroma_broker_connections") && s.value() == 3 * count - 2)) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 2; i++) {
                RawClient client = new RawClient(broker.port("local")).connected("d" + i);
                assertEquals(emptied.getKey(), threadOf(client));
            }
        }
    }

    @Test
    void theFirstConnectionComesToTheFirstThread() throws Exception {
        String first = loops.threads()
                .get(0)
                .submit(() -> Thread.currentThread().getName())
                .get(5, TimeUnit.SECONDS);
        try (MqttBroker broker = start();
                RawClient client = new RawClient(broker.port("local")).connected("c")) {
            assertEquals(first, threadOf(client));
        }
    }

    @Test
    void outliveTheBrokersThatUseThem() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (MqttBroker broker = start();
                    RawClient client = new RawClient(broker.port("local")).connected("c")) {
                String unused = threadOf(client);
            }
        }
        for (ScheduledExecutorService each : loops.threads()) {
            assertFalse(each.isShutdown());
            assertTrue(each.submit(() -> true).get(5, TimeUnit.SECONDS));
        }
        loops.close();
        loops.close();
        for (ScheduledExecutorService each : loops.threads()) {
            assertTrue(each.isShutdown());
        }
    }
}
