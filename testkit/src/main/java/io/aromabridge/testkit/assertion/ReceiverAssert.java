package io.aromabridge.testkit.assertion;

import io.aromabridge.testkit.Checks;
import io.aromabridge.testkit.Receiver;
import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.journal.JournalEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims about a receiver of messages.
 *
 * @param <S> the kind of claim that goes on after each
 */
public abstract class ReceiverAssert<S extends ReceiverAssert<S>> {
    private final Receiver receiver;
    private final Testbed bed;

    ReceiverAssert(Receiver receiver) {
        this.receiver = receiver;
        this.bed = receiver.bed();
    }

    abstract S self();

    /**
     * Begins the claim that it received these messages; others may have come too. It checks nothing before
     * {@link ReceivedAssert#within}.
     *
     * @param sent at least one
     */
    public ReceivedAssert<S> received(Sent... sent) {
        if (sent.length == 0) {
            throw new IllegalArgumentException("received() of nothing: name what was sent, or use receivedNothingFor");
        }
        return new ReceivedAssert<>(self(), receiver, List.of(sent));
    }

    /**
     * Nothing reaches it for so long from now on, nor did since the last claim about what it received; how long was
     * looked stands in the journal.
     */
    public S receivedNothingFor(Duration time) {
        Checks checks = bed.checks();
        long since = checks.mark(receiver.name());
        long began = System.nanoTime();
        boolean something =
                bed.journal().await(time, () -> !deliveriesAfter(since).isEmpty());
        if (something) {
            Map<Long, String> remarks = new HashMap<>();
            deliveriesAfter(since).forEach(e -> remarks.put(e.number(), "this"));
            Duration looked = Duration.ofNanos(System.nanoTime() - began);
            throw checks.failure(
                    "Expected " + receiver.name() + " to receive nothing for " + Checks.spoken(time) + ": after "
                            + Checks.spoken(looked) + " it had received " + remarks.size()
                            + (remarks.size() == 1 ? " message." : " messages."),
                    remarks);
        }
        bed.journal().event(receiver.name(), "nothing", "received nothing for " + Checks.spoken(time));
        checks.mark(receiver.name(), bed.journal().position());
        return self();
    }

    private List<JournalEntry> deliveriesAfter(long number) {
        return receiver.deliveries().stream().filter(e -> e.number() > number).toList();
    }
}
