package io.aromabridge.bridge.state;

import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the state of the bridge on the local broker: at once when a link changes, and figures that move all the time, such
 * as the number of messages that wait, each second if they have changed. What the local broker does not take is published
 * again.
 */
public final class StatePublisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StatePublisher.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final long LAST_WORD_MILLIS = 300;

    // fixed
    private final StateTopic topic;
    private final Supplier<BridgeState> source;
    private final MessageSink local;
    private final Timers timers;
    private final Runnable end;
    private final AtomicBoolean asked = new AtomicBoolean();

    // owned by the timers' tasks
    private Optional<BridgeState> published = Optional.empty();
    private Optional<String> lastError = Optional.empty();
    private boolean stopped;

    private volatile boolean refused;

    private StatePublisher(
            StateTopic topic, Supplier<BridgeState> source, MessageSink local, Timers timers, Runnable end) {
        this.topic = topic;
        this.source = source;
        this.local = local;
        this.timers = timers;
        this.end = end;
    }

    /**
     * Begins, on a thread of its own.
     *
     * @param source how the bridge is now; from that thread
     * @param local the local broker; fails while it cannot be reached
     */
    public static StatePublisher start(
            StateTopic topic, Supplier<BridgeState> source, MessageSink local, InstantSource clock) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, source.get().name() + "-state");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler(
                (task, closed) -> log.debug("bridge state: a change after the end is not published"));
        return start(topic, source, local, Timers.on(executor, clock), executor::shutdown);
    }

    static StatePublisher start(
            StateTopic topic, Supplier<BridgeState> source, MessageSink local, Timers timers, Runnable end) {
        StatePublisher publisher = new StatePublisher(topic, source, local, timers, end);
        publisher.changed();
        publisher.again();
        return publisher;
    }

    /** Something changed: publishes it, even if it looks as before. From any thread; returns at once. */
    public void changed() {
        if (asked.compareAndSet(false, true)) {
            Timers.Scheduled unused = timers.after(Duration.ZERO, () -> {
                asked.set(false);
                guarded(() -> publish(current()));
            });
        }
    }

    private void again() {
        Timers.Scheduled unused = timers.after(PERIOD, () -> {
            guarded(() -> {
                BridgeState now = current();
                if (refused || !published.equals(Optional.of(now))) {
                    publish(now);
                }
            });
            again();
        });
    }

    private void guarded(Runnable task) {
        if (stopped) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("bridge state: internal error, not published", e);
        }
    }

    private BridgeState current() {
        BridgeState now = source.get().after(lastError);
        lastError = now.error();
        return now;
    }

    private CompletionStage<Void> publish(BridgeState state) {
        published = Optional.of(state);
        refused = false;
        return local.accept(topic.message(state)).whenComplete((done, failure) -> {
            if (failure != null) {
                refused = true;
                log.debug("bridge state: the local broker did not take it", failure);
            }
        });
    }

    /** Publishes that the bridge is stopped, and ends; within a third of a second. Before the bridge and the broker end. */
    @Override
    public void close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Timers.Scheduled unused = timers.after(Duration.ZERO, () -> {
            if (stopped) {
                done.complete(null);
                return;
            }
            guarded(() -> {
                CompletionStage<Void> unusedWord =
                        publish(current().stopped()).whenComplete((taken, failure) -> done.complete(null));
            });
            stopped = true;
        });
        try {
            done.get(LAST_WORD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.debug("bridge state: no time left to publish \"stopped\"", e);
        }
        end.run();
    }
}
