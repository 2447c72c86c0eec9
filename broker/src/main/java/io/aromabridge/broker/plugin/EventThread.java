package io.aromabridge.broker.plugin;

import io.aromabridge.broker.log.LogText;
import io.aromabridge.broker.log.RateLimitedLog;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one interceptor for each event, in order, on a thread of its own. What does not fit into its queue is dropped: the
 * newest, with a WARN. Thread-safe.
 */
public final class EventThread {
    private static final Logger log = LoggerFactory.getLogger(EventThread.class);

    /** Events that wait. */
    static final int MAX_EVENTS = 10_000;

    /** Bytes of their payloads. */
    static final long MAX_BYTES = 64 << 20;

    private record Event(Runnable call, int bytes) {}

    private final String name;
    private final Thread thread;
    private final RateLimitedLog warnings = new RateLimitedLog(System::nanoTime);
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MAX_EVENTS);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closing;

    /**
     * Starts the thread.
     *
     * @param name of the interceptor, for the log
     * @param number in the thread's name
     */
    public EventThread(String name, int number) {
        this.name = name;
        thread = new Thread(this::run, "broker-interceptor-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds an event; never blocks. */
    public void add(int payloadBytes, Runnable call) {
        if (closing) {
            return;
        }
        boolean fits = bytes.addAndGet(payloadBytes) <= MAX_BYTES || payloadBytes == 0;
        if (!fits || !events.offer(new Event(call, payloadBytes))) {
            bytes.addAndGet(-payloadBytes);
            long sum = dropped.incrementAndGet();
            warnings.write(omitted -> log.warn(
                    "interceptor {}: its queue is full ({} events), new events are dropped: {} until now{}",
                    name,
                    events.size(),
                    sum,
                    omitted));
        }
    }

    private void run() {
        try {
            for (Event next = next(); next != null; next = next()) {
                bytes.addAndGet(-next.bytes);
                call(next);
            }
        } catch (InterruptedException e) {
            log.debug("interceptor {} was interrupted at the end", name);
        }
    }

    private @Nullable Event next() throws InterruptedException {
        return closing ? events.poll() : events.take();
    }

    // The plug-in's classes may be compiled for another version: errors of linking count as exceptions.
    @SuppressWarnings("IllegalCatch")
    private void call(Event event) {
        try {
            event.call.run();
        } catch (Throwable e) {
            warnings.write(omitted -> log.warn(
                    "interceptor {} failed: the event is lost for it: {}{}",
                    name,
                    LogText.printable(e.toString()),
                    omitted,
                    e));
        }
    }

    /** Takes no further events. */
    public void close() {
        closing = true;
        boolean unused = events.offer(new Event(() -> {}, 0));
    }

    /** Waits for the events that it has, after {@link #close}; then the thread is interrupted. */
    public void await(Duration time) {
        try {
            thread.join(Math.max(1, time.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.warn("interceptor {}: at the end it has not handled {} events", name, events.size());
            thread.interrupt();
        }
    }
}
