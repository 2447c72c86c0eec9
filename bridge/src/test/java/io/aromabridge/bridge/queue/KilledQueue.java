package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A process that fills and reads a queue until it is killed. It says on its standard output, without a buffer, what it
 * was promised ({@code p}), what it reads ({@code r}) and what it is about to acknowledge ({@code a}).
 */
final class KilledQueue {
    static final int WINDOW = 20;
    private static final int OUTSTANDING = 200;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private KilledQueue() {}

    /** Arguments: the folder, the sync mode, the first number. */
    public static void main(String[] args) throws Exception {
        new KilledQueue().run(settings(Path.of(args[0]), SyncMode.valueOf(args[1])), Integer.parseInt(args[2]));
    }

    static Durable settings(Path folder, SyncMode sync) {
        return new Durable(folder, sync, new QueueLimit(-1, WhenFull.DROP_OLDEST), 16 << 10);
    }

    private void run(Durable settings, int first) throws Exception {
        QueueFixture.Recorder listener = new QueueFixture.Recorder(new ArrayList<>());
        DurableQueue queue = DurableQueue.open(settings, WINDOW, listener, InstantSource.system(), "queue");
        Thread link = new Thread(() -> read(queue), "link");
        link.setDaemon(true);
        link.start();
        Semaphore outstanding = new Semaphore(OUTSTANDING);
        for (int number = first; ; number++) {
            outstanding.acquire();
            int one = number;
            Message message = Message.of("t/" + number % 3, Integer.toString(number), QoS.AT_LEAST_ONCE);
            CompletableFuture<Void> unused = queue.append(new QueuedMessage(message, message))
                    .thenRun(() -> {
                        say("p " + one);
                        outstanding.release();
                    })
                    .toCompletableFuture();
        }
    }

    /** Acknowledges in another order than it reads, and a little slower than they come. */
    private void read(DurableQueue queue) {
        Semaphore available = new Semaphore(0);
        queue.onAvailable(available::release);
        List<InFlightMessage> read = new ArrayList<>();
        while (true) {
            Optional<InFlightMessage> next = queue.next();
            next.ifPresent(entry -> {
                say("r " + QueueFixture.text(entry.outbound()));
                read.add(entry);
            });
            if (read.size() >= WINDOW || (next.isEmpty() && !read.isEmpty())) {
                InFlightMessage entry = read.remove(read.size() / 2);
                say("a " + QueueFixture.text(entry.outbound()));
                queue.acknowledged(entry.position());
            } else if (next.isEmpty()) {
                available.acquireUninterruptibly();
            }
        }
    }

    private void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
