package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.DurableQueue.Reading;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Fills and reads a queue; a sub-class tells which. */
abstract class QueueFixture {
    final List<String> steps = new ArrayList<>();

    /** An empty queue whose link is down. */
    abstract OutboundQueue queue(QueueLimit limit);

    /** Lets it do what it does later. */
    abstract void settle();

    abstract Instant now();

    abstract void pass(Duration time);

    final OutboundQueue queue(int size, WhenFull whenFull) {
        return queue(new QueueLimit(size, whenFull));
    }

    record Recorder(List<String> steps) implements QueueListener {
        @Override
        public void queued(QueuedMessage outbound) {
            steps.add("queued " + text(outbound));
        }

        @Override
        public void inFlight(QueuedMessage outbound) {
            steps.add("in flight " + text(outbound));
        }

        @Override
        public void forwarded(QueuedMessage outbound) {
            steps.add("forwarded " + text(outbound));
        }

        @Override
        public void dropped(QueuedMessage outbound, DropReason reason) {
            steps.add("dropped " + text(outbound) + " " + reason);
        }
    }

    /** A queue on a disk of its own, which a test moves by hand. */
    static DurableQueue open(FakeDisk disk, Durable settings, List<String> steps, ManualThread thread)
            throws IOException {
        return DurableQueue.open(disk, settings, new Reading(1000, SendPolicy.IN_ORDER), new Recorder(steps), thread);
    }

    static String text(QueuedMessage outbound) {
        return outbound.message().payload().text();
    }

    static CompletableFuture<Void> append(OutboundQueue queue, int number) {
        Message message = Message.of("a", Integer.toString(number), QoS.AT_LEAST_ONCE);
        return queue.append(new QueuedMessage(message, message)).toCompletableFuture();
    }

    /** Appends one that is answered soon. */
    final void add(OutboundQueue queue, int number) {
        CompletableFuture<Void> answer = append(queue, number);
        settle();
        assertTrue(answer.isDone(), "append " + number + " is answered");
    }

    /** Appends so many at once. */
    final void fill(OutboundQueue queue, int count) {
        List<CompletableFuture<Void>> answers =
                IntStream.range(0, count).mapToObj(i -> append(queue, i)).toList();
        settle();
        assertTrue(answers.stream().allMatch(CompletableFuture::isDone), "all are answered");
    }

    static List<Integer> drain(OutboundQueue queue) {
        List<Integer> read = new ArrayList<>();
        for (Optional<OutboundQueue.InFlightMessage> next = queue.next(); next.isPresent(); next = queue.next()) {
            read.add(Integer.valueOf(text(next.get().outbound())));
        }
        return read;
    }

    static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    static QueuedMessage outbound(String topic, String text) {
        Message message = Message.of(topic, text, QoS.AT_LEAST_ONCE);
        return new QueuedMessage(message, message);
    }

    static List<String> texts(OutboundQueue queue) {
        List<String> read = new ArrayList<>();
        for (Optional<OutboundQueue.InFlightMessage> next = queue.next(); next.isPresent(); next = queue.next()) {
            read.add(text(next.get().outbound()));
        }
        return read;
    }

    static void append(OutboundQueue queue, QueuedMessage outbound) {
        assertFalse(queue.append(outbound).toCompletableFuture().isCompletedExceptionally(), "it is taken");
    }
}
