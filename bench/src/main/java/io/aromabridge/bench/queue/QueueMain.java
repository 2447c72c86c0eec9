package io.aromabridge.bench.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.bridge.queue.DropReason;
import io.aromabridge.bridge.queue.DurableQueue;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.QueueListener;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.queue.QueuedMessage;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.core.AllowedApi;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.HdrHistogram.Histogram;

/**
 * The queue's process. Each line on its standard input is a {@link QueueJob}, each line on its standard output the
 * {@link QueueRun} of it, both as JSON. It ends with its standard input.
 */
public final class QueueMain {
    private static final int PAYLOAD = 200;
    private static final int SEGMENT_BYTES = 8 << 20;

    /** As many as AWS IoT allows to be in flight. */
    private static final int WINDOW = 100;

    private static final Message MESSAGE =
            Message.of("aromajoin/aromashooter/ASN2A00001/command", "x".repeat(PAYLOAD), QoS.AT_LEAST_ONCE);

    private QueueMain() {}

    /** Takes no arguments. */
    @AllowedApi("the standard output is how the parent process hears of results")
    public static void main(String[] arguments) throws IOException, InterruptedException, AromaException {
        ObjectMapper json = new ObjectMapper();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(json.writeValueAsString(run(json.readValue(line, QueueJob.class))));
        }
    }

    static QueueRun run(QueueJob job) throws AromaException, InterruptedException {
        long cpu = cpu();
        Histogram waits = new Histogram(3);
        long append;
        try (DurableQueue queue = open(job)) {
            long start = System.nanoTime();
            append(queue, job, waits);
            append = System.nanoTime() - start;
        }
        long opening = System.nanoTime();
        DurableQueue queue = open(job);
        long opened = System.nanoTime();
        drain(queue, job.messages());
        queue.close();
        long drained = System.nanoTime();
        return new QueueRun(
                job.messages(),
                append,
                waits.getValueAtPercentile(50),
                waits.getValueAtPercentile(99),
                opened - opening,
                drained - opened,
                cpu() - cpu);
    }

    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private static DurableQueue open(QueueJob job) throws AromaException {
        QueueLimit limit = new QueueLimit(-1, WhenFull.REJECT);
        return DurableQueue.open(
                new Durable(Path.of(job.folder()), job.sync(), limit, SEGMENT_BYTES),
                WINDOW,
                new Told(),
                InstantSource.system(),
                "bench-queue");
    }

    private static void append(DurableQueue queue, QueueJob job, Histogram waits) throws InterruptedException {
        Semaphore outstanding = new Semaphore(job.outstanding());
        for (int i = 0; i < job.messages(); i++) {
            outstanding.acquire();
            long start = System.nanoTime();
            // Answers come from one thread, the writer's.
            CompletableFuture<Void> unused = queue.append(new QueuedMessage(MESSAGE, MESSAGE))
                    .thenRun(() -> {
                        waits.recordValue(System.nanoTime() - start);
                        outstanding.release();
                    })
                    .toCompletableFuture();
        }
        outstanding.acquire(job.outstanding());
    }

    private static void drain(DurableQueue queue, int messages) throws InterruptedException {
        Semaphore available = new Semaphore(0);
        queue.onAvailable(available::release);
        queue.online();
        for (int i = 0; i < messages; ) {
            Optional<InFlightMessage> next = queue.next();
            if (next.isPresent()) {
                queue.acknowledged(next.get().position());
                i++;
            } else {
                available.acquire();
                available.drainPermits();
            }
        }
    }

    /** Nothing may be dropped here. */
    private static final class Told implements QueueListener {
        @Override
        public void queued(QueuedMessage outbound) {
            // As expected.
        }

        @Override
        public void inFlight(QueuedMessage outbound) {
            // As expected.
        }

        @Override
        public void forwarded(QueuedMessage outbound) {
            // As expected.
        }

        @Override
        public void dropped(QueuedMessage outbound, DropReason reason) {
            throw new IllegalStateException("the queue dropped a message: " + reason);
        }
    }
}
