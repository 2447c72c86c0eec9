package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many messages of 200 bytes a second a durable queue takes and gives back, with 10 000 outstanding and 1000 in
 * flight. Arguments: a folder, how many messages.
 */
final class QueueMeasurement {
    private static final Logger log = LoggerFactory.getLogger("io.aromabridge.bridge");
    private static final int OUTSTANDING = 10_000;
    private static final int WINDOW = 1000;
    private static final int PAYLOAD = 200;
    private static final double NANOS = 1e9;

    private QueueMeasurement() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[1]);
        for (int round = 0; round < 4; round++) {
            for (SyncMode sync : SyncMode.values()) {
                Path folder = Files.createTempDirectory(Path.of(args[0]), "queue");
                measure(folder, sync, count);
            }
        }
    }

    private static DurableQueue open(Path folder, SyncMode sync) throws AromaException {
        Durable settings = new Durable(folder, sync, new QueueLimit(-1, WhenFull.DROP_OLDEST), 8 << 20);
        return DurableQueue.open(
                settings,
                WINDOW,
                new DropsOnly((outbound, reason) -> log.error("dropped: {}", reason)),
                InstantSource.system(),
                "queue");
    }

    private static void measure(Path folder, SyncMode sync, int count) throws Exception {
        double append;
        double drain;
        try (DurableQueue queue = open(folder, sync)) {
            long start = System.nanoTime();
            append(queue, count);
            append = count * NANOS / (System.nanoTime() - start);
        }
        long reopen = System.nanoTime();
        try (DurableQueue queue = open(folder, sync)) {
            reopen = System.nanoTime() - reopen;
            long start = System.nanoTime();
            drain(queue, count);
            drain = count * NANOS / (System.nanoTime() - start);
        }
        log.info(
                "{}: append {} k/s, opened again in {} ms, drained {} k/s",
                sync,
                Math.round(append / 1000),
                reopen / 1_000_000,
                Math.round(drain / 1000));
    }

    private static void append(DurableQueue queue, int count) throws InterruptedException {
        Semaphore outstanding = new Semaphore(OUTSTANDING);
        Message message =
                Message.of("aromajoin/aromashooter/ASN2A00001/command", "x".repeat(PAYLOAD), QoS.AT_LEAST_ONCE);
        for (int i = 0; i < count; i++) {
            outstanding.acquire();
            CompletableFuture<Void> unused = queue.append(new QueuedMessage(message, message))
                    .thenRun(outstanding::release)
                    .toCompletableFuture();
        }
        outstanding.acquire(OUTSTANDING);
    }

    private static void drain(DurableQueue queue, int count) throws InterruptedException {
        Semaphore available = new Semaphore(0);
        queue.onAvailable(available::release);
        for (int i = 0; i < count; ) {
            Optional<InFlightMessage> next = queue.next();
            if (next.isPresent()) {
                queue.acknowledged(next.get().position());
                i++;
            } else {
                available.acquire();
            }
        }
    }
}
