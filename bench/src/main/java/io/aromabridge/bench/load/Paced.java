package io.aromabridge.bench.load;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * At a steady rate, for latency. The publisher sleeps between its messages and the subscriber waits in a thread of its
 * own, so that each sees its moment and neither takes a processor from the broker. A late answer delays no message.
 */
final class Paced {
    private final Load load;
    private final Histogram late = new Histogram(3);

    /** Why the run is given up, empty while it is not: both threads look at it. */
    private volatile String failure = "";

    // written by the subscriber's thread, read once that has ended
    private final LoadProgress progress;

    Paced(Load load) {
        this.load = load;
        this.progress = new LoadProgress(load, System.nanoTime());
    }

    /** One run, connecting and disconnecting included. */
    LoadResult run() throws IOException, InterruptedException {
        try (Selector receiving = Selector.open();
                Selector sending = Selector.open();
                LoadSubscriber subscriber = new LoadSubscriber(load, receiving, unused -> {});
                LoadPublisher publisher = new LoadPublisher(load, 0, sending)) {
            Thread thread = new Thread(() -> receive(receiving, subscriber), "bench-subscriber");
            thread.start();
            try {
                send(sending, publisher);
            } catch (IOException e) {
                fail(e);
            }
            // It ends by itself: all has come, nothing comes any more, or the time is over.
            thread.join();
            return new LoadResult(
                    Flood.counts(load, List.of(publisher), subscriber.receipts()),
                    progress.nanos(),
                    progress.longestPause(),
                    subscriber.latency(late.getValueAtPercentile(99)),
                    failure);
        }
    }

    private void fail(IOException e) {
        fail(String.valueOf(e.getMessage()));
    }

    /** The first reason is the one that counts. */
    private synchronized void fail(String reason) {
        if (failure.isEmpty()) {
            failure = reason;
        }
    }

    private void receive(Selector selector, LoadSubscriber subscriber) {
        try {
            Optional<String> trouble = Optional.empty();
            while (!subscriber.receipts().isComplete() && trouble.isEmpty() && failure.isEmpty()) {
                boolean moved = SelectorLoop.serve(selector, 20);
                long now = System.nanoTime();
                if (moved) {
                    progress.moved(now);
                }
                trouble = progress.trouble(now);
            }
            trouble.ifPresent(this::fail);
            SelectorLoop.aftermath(selector);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void send(Selector selector, LoadPublisher publisher) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < load.messages() && failure.isEmpty(); i++) {
            long due = start + i * 1_000_000_000L / load.rate();
            long now = System.nanoTime();
            while (now < due) {
                LockSupport.parkNanos(due - now);
                now = System.nanoTime();
            }
            late.recordValue(now - due);
            publisher.sendOne(now);
            SelectorLoop.serve(selector, 0);
        }
        LoadProgress answers = new LoadProgress(load, System.nanoTime());
        while (!publisher.isDone() && failure.isEmpty()) {
            if (SelectorLoop.serve(selector, 20)) {
                answers.moved(System.nanoTime());
            }
            answers.trouble(System.nanoTime()).ifPresent(this::fail);
        }
    }
}
