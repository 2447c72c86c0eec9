package io.aromabridge.bridge.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatePublisherTest {
    private static final StateTopic TOPIC =
            new StateTopic(TopicName.of("state"), state -> Payload.of(text(state)), Payload.of("gone"));

    private final LinkedBlockingQueue<Message> told = new LinkedBlockingQueue<>();
    private final ByHand time = new ByHand();
    private BridgeState state = state("connecting", 0, Optional.empty());
    private boolean localIsAway;

    private static String text(BridgeState state) {
        return state.word() + " " + state.depth()
                + state.error().map(e -> " " + e).orElse("");
    }

    private static BridgeState state(String word, int depth, Optional<String> error) {
        return new BridgeState("b", word, Optional.empty(), 0, 1, depth, 0, Duration.ZERO, Optional.empty(), error);
    }

    private CompletionStage<Void> take(Message message) {
        if (localIsAway) {
            return CompletableFuture.failedStage(new IllegalStateException("away"));
        }
        told.add(message);
        return CompletableFuture.completedStage(null);
    }

    private StatePublisher start() {
        return StatePublisher.start(TOPIC, () -> state, this::take, time, () -> {});
    }

    private List<String> told() {
        List<Message> all = new ArrayList<>();
        told.drainTo(all);
        return all.stream().map(message -> message.payload().text()).toList();
    }

    @Test
    void publishesAChangeAtOnce() {
        StatePublisher publisher = start();
        time.pass(Duration.ZERO);
        state = state("online", 0, Optional.empty());
        publisher.changed();
        publisher.changed();
        time.pass(Duration.ZERO);
        assertEquals(List.of("connecting 0", "online 0"), told());
    }

    @Test
    void isRetainedAndAcknowledged() {
        StatePublisher unused = start();
        time.pass(Duration.ZERO);
        Message message = told.remove();
        assertEquals("state", message.topic().value());
        assertTrue(message.retained());
        assertEquals(QoS.AT_LEAST_ONCE, message.qos());
    }

    @Test
    void publishesFiguresOnceASecondAndOnlyIfTheyChanged() {
        StatePublisher unused = start();
        time.pass(Duration.ofMillis(999));
        for (int depth = 1; depth <= 5; depth++) {
            state = state("waiting", depth, Optional.empty());
        }
        assertEquals(List.of("connecting 0"), told());
        time.pass(Duration.ofSeconds(100));
        assertEquals(List.of("waiting 5"), told());
    }

    @Test
    void publishesAChangeEvenIfItLooksAsBefore() {
        StatePublisher publisher = start();
        time.pass(Duration.ZERO);
        // The local broker may have told the will meanwhile.
        publisher.changed();
        time.pass(Duration.ZERO);
        assertEquals(List.of("connecting 0", "connecting 0"), told());
    }

    @Test
    void publishesAgainWhatTheLocalBrokerDidNotTake() {
        localIsAway = true;
        StatePublisher unused = start();
        time.pass(Duration.ofSeconds(10));
        localIsAway = false;
        time.pass(Duration.ofSeconds(10));
        assertEquals(List.of("connecting 0"), told());
    }

    @Test
    void remembersWhatWentWrongLast() {
        StatePublisher publisher = start();
        for (Optional<String> error : List.of(
                Optional.of("refused"), Optional.<String>empty(), Optional.of("reset"), Optional.<String>empty())) {
            state = state("x", 0, error);
            publisher.changed();
            time.pass(Duration.ZERO);
        }
        assertEquals(List.of("x 0 refused", "x 0 refused", "x 0 reset", "x 0 reset"), told());
    }

    @Test
    void aSourceThatFailsDoesNotEndIt() {
        boolean[] fails = {true};
        StatePublisher unused = StatePublisher.start(
                TOPIC,
                () -> {
                    if (fails[0]) {
                        throw new IllegalStateException("as asked by the test");
                    }
                    return state;
                },
                this::take,
                time,
                () -> {});
        time.pass(Duration.ofSeconds(1));
        fails[0] = false;
        time.pass(Duration.ofSeconds(1));
        assertEquals(List.of("connecting 0"), told());
    }

    @Test
    void saysThatItIsStoppedAndNothingMore() throws Exception {
        state = state("online", 3, Optional.empty());
        StatePublisher publisher = StatePublisher.start(TOPIC, () -> state, this::take, InstantSource.system());
        assertEquals("online 3", next());
        publisher.close();
        assertEquals("stopped 3", next());
        publisher.changed();
        publisher.close();
        assertNull(told.poll(), "nothing after the last word");
    }

    @Test
    void closesInTimeThoughTheLocalBrokerDoesNotAnswer() {
        StatePublisher publisher =
                StatePublisher.start(TOPIC, () -> state, message -> new CompletableFuture<>(), InstantSource.system());
        publisher.close();
    }

    private String next() throws InterruptedException {
        Message message = told.poll(10, TimeUnit.SECONDS);
        assertNotNull(message, "nothing was told");
        return message.payload().text();
    }

    /** Time that the test lets pass. */
    private static final class ByHand implements Timers {
        private record Task(Instant at, Runnable what) {}

        private final List<Task> tasks = new ArrayList<>();
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Scheduled after(Duration delay, Runnable what) {
            Task task = new Task(now.plus(delay), what);
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        void pass(Duration time) {
            Instant end = now.plus(time);
            for (Optional<Task> due = due(end); due.isPresent(); due = due(end)) {
                tasks.remove(due.get());
                now = due.get().at();
                due.get().what().run();
            }
            now = end;
        }

        private Optional<Task> due(Instant end) {
            return tasks.stream().filter(task -> !task.at().isAfter(end)).min(Comparator.comparing(Task::at));
        }
    }
}
