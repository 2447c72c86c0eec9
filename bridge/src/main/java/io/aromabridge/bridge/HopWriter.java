package io.aromabridge.bridge;

import io.aromabridge.bridge.queue.DropReason;
import io.aromabridge.bridge.queue.QueueListener;
import io.aromabridge.bridge.queue.QueuedMessage;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Hop.Step;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what becomes of the messages of one queue into the journal, and warns of those that are dropped. */
final class HopWriter implements QueueListener {
    private static final Logger log = LoggerFactory.getLogger(HopWriter.class);

    private final Journal journal;
    private final InstantSource clock;
    private final String clientId;
    private final AtomicLong droppedSoFar = new AtomicLong();

    HopWriter(Journal journal, InstantSource clock, String clientId) {
        this.journal = journal;
        this.clock = clock;
        this.clientId = clientId;
    }

    @Override
    public void queued(QueuedMessage outbound) {
        write(Step.QUEUED, outbound, "");
    }

    @Override
    public void inFlight(QueuedMessage outbound) {
        write(Step.IN_FLIGHT, outbound, "");
    }

    @Override
    public void forwarded(QueuedMessage outbound) {
        write(Step.FORWARDED, outbound, "");
    }

    @Override
    public void dropped(QueuedMessage outbound, DropReason reason) {
        write(Step.DROPPED, outbound, reason.text());
        long count = droppedSoFar.incrementAndGet();
        if (isPowerOfTen(count)) {
            log.warn("bridge: {} {} dropped so far: {}", count, count == 1 ? "message" : "messages", reason.text());
        }
    }

    /** The first, the tenth, the hundredth…: a long outage takes a few lines. */
    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }

    private void write(Step step, QueuedMessage outbound, String why) {
        boolean renamed = !outbound.message().topic().equals(outbound.original().topic());
        String topic = renamed ? "as " + outbound.message().topic() : "";
        hop(step, outbound.original(), why + (why.isEmpty() || topic.isEmpty() ? "" : "; ") + topic);
    }

    void hop(Step step, Message message, String note) {
        journal.record(new Hop(clock.instant(), step, "bridge", clientId, message, note));
    }
}
