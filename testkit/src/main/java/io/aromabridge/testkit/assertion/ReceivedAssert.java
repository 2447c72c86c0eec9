package io.aromabridge.testkit.assertion;

import io.aromabridge.testkit.Checks;
import io.aromabridge.testkit.Receiver;
import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.TestbedFailure;
import io.aromabridge.testkit.journal.JournalEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claim that a receiver got messages: how often, perhaps in which order, and, with the last word, within which
 * time. At least once each, unless it has {@link #exactlyOnce}.
 *
 * @param <S> the kind of claim that goes on afterwards
 */
public final class ReceivedAssert<S> {
    private final S then;
    private final Receiver receiver;
    private final Testbed bed;
    private final List<Sent> expected;
    private final Checks.Begun begun;
    private boolean once;
    private boolean ordered;

    ReceivedAssert(S then, Receiver receiver, List<Sent> expected) {
        this.then = then;
        this.receiver = receiver;
        this.bed = receiver.bed();
        this.expected = expected;
        this.begun = bed.checks().begin("assertThat(" + receiver.name() + ").received(...) needs within(Duration)");
    }

    /** Each exactly once: after the last arrival it goes on looking for repeats, by default for 200 ms. */
    public ReceivedAssert<S> exactlyOnce() {
        once = true;
        return this;
    }

    /** Each at least once, which is what QoS 1 promises across a break. */
    public ReceivedAssert<S> atLeastOnce() {
        once = false;
        return this;
    }

    /** In the order in which they are named; of one that comes again, the first arrival counts. */
    public ReceivedAssert<S> inOrder() {
        ordered = true;
        return this;
    }

    /**
     * The last word: waits until they are there.
     *
     * @throws TestbedFailure if the claim is not true
     */
    public S within(Duration limit) {
        bed.checks().finish(begun);
        Duration stretched = bed.patience().stretched(limit);
        bed.journal().await(stretched, () -> {
            Arrivals now = arrivals();
            return violation(now).isPresent() || missing(now).isEmpty();
        });
        Arrivals arrived = arrivals();
        check(violation(arrived).or(() -> missing(arrived)), arrived, stretched);
        if (once) {
            bed.journal()
                    .await(bed.patience().settle(), () -> violation(arrivals()).isPresent());
            Arrivals settled = arrivals();
            check(violation(settled), settled, stretched);
        }
        bed.checks().mark(receiver.name(), bed.journal().position());
        return then;
    }

    private Arrivals arrivals() {
        return new Arrivals(bed.sent(), receiver.deliveries());
    }

    /** What no later arrival can mend. */
    private Optional<String> violation(Arrivals arrivals) {
        for (Sent one : expected) {
            int times = arrivals.of(one).size();
            if (once && times > 1) {
                return Optional.of(one + " arrived " + times + " times");
            }
        }
        return ordered ? disorder(arrivals) : Optional.empty();
    }

    private Optional<String> disorder(Arrivals arrivals) {
        for (int i = 1; i < expected.size(); i++) {
            Sent before = expected.get(i - 1);
            Sent after = expected.get(i);
            List<JournalEntry> later = arrivals.of(after);
            List<JournalEntry> earlier = arrivals.of(before);
            if (!later.isEmpty()
                    && (earlier.isEmpty()
                            || earlier.get(0).number() > later.get(0).number())) {
                return Optional.of(after + " arrived before " + before);
            }
        }
        return Optional.empty();
    }

    private Optional<String> missing(Arrivals arrivals) {
        List<String> missing = expected.stream()
                .filter(one -> arrivals.of(one).isEmpty())
                .map(Sent::toString)
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", missing) + " did not arrive");
    }

    private void check(Optional<String> wrong, Arrivals arrivals, Duration limit) {
        if (wrong.isEmpty()) {
            return;
        }
        Map<Long, String> remarks = new HashMap<>();
        for (Sent one : expected) {
            List<JournalEntry> of = arrivals.of(one);
            for (int i = 0; i < of.size(); i++) {
                remarks.put(of.get(i).number(), one + (of.size() == 1 ? "" : ", " + (i + 1)));
            }
        }
        String claim =
                "Expected " + receiver.name() + " to receive " + expected + (once ? " exactly once" : " at least once")
                        + (ordered ? ", in order" : "") + ", within " + Checks.spoken(limit);
        throw bed.checks().failure(claim + ": " + wrong.get() + ".", remarks);
    }
}
