package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.MemoryQueue.Promise;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.queue.QueueSettings.Memory;
import io.aromabridge.core.AromaException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What waits for the cloud: one queue for each connection, and the messages of a topic always in the same. Each has an
 * even share of the limits.
 */
public final class Partitions implements AutoCloseable {
    private final List<OutboundQueue> queues;
    private final Runnable end;

    /**
     * These.
     *
     * @param end is run when they are closed
     */
    Partitions(List<OutboundQueue> queues, Runnable end) {
        this.queues = List.copyOf(queues);
        this.end = end;
    }

    /** One for each connection. */
    public List<OutboundQueue> queues() {
        return queues;
    }

    /** In memory, one for each connection, which hears of its messages by its number from 0 on. */
    public static Partitions inMemory(
            Memory settings, SendPolicy sending, IntFunction<QueueListener> listener, InstantSource clock) {
        QueueLimit share = settings.limit().share(sending.connections());
        return new Partitions(
                IntStream.range(0, sending.connections())
                        .<OutboundQueue>mapToObj(
                                i -> new MemoryQueue(share, sending, Promise.WHEN_QUEUED, listener.apply(i), clock))
                        .toList(),
                () -> {});
    }

    /**
     * In files, with what was left in them. What was left by another number of connections goes first.
     *
     * @param window how many messages may be in flight on each connection
     * @param name begins the names of its threads
     * @throws AromaException of kind FAILED if its folder cannot be used, or is in use
     */
    public static Partitions open(
            Durable settings,
            SendPolicy sending,
            int window,
            IntFunction<QueueListener> listener,
            InstantSource clock,
            String name)
            throws AromaException {
        return DurablePartitions.open(
                settings.share(sending.connections()),
                sending,
                new DurablePartitions.OnDisk(settings.folder(), name, clock),
                window,
                listener);
    }

    /** Adds a message to the partition of its topic, as {@link OutboundQueue#append}. */
    public CompletionStage<Void> append(QueuedMessage outbound) {
        if (queues.size() == 1) {
            return queues.get(0).append(outbound);
        }
        int hash = TopicHash.of(outbound.message().topic());
        return queues.get(TopicHash.below(queues.size(), hash)).append(outbound);
    }

    /** What all of them have seen and hold. */
    public QueueCounters counters() {
        return queues.stream()
                .map(OutboundQueue::counters)
                .reduce(QueueCounters::plus)
                .orElseThrow();
    }

    /** What keeps them from keeping what comes; empty if nothing does. */
    public Optional<String> problem() {
        return queues.stream().flatMap(queue -> queue.problem().stream()).reduce((a, b) -> a + "; " + b);
    }

    @Override
    public void close() {
        queues.forEach(OutboundQueue::close);
        end.run();
    }
}
