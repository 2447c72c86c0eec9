package io.aromabridge.bridge;

import io.aromabridge.bridge.queue.DropReason;
import io.aromabridge.bridge.queue.Outbound;
import io.aromabridge.bridge.queue.Progress;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Hop.Step;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import java.time.InstantSource;

/** Writes what becomes of the messages of one queue into the journal. */
record HopWriter(Journal journal, InstantSource clock, String clientId) implements Progress {
    @Override
    public void queued(Outbound outbound) {
        write(Step.QUEUED, outbound, "");
    }

    @Override
    public void inFlight(Outbound outbound) {
        write(Step.IN_FLIGHT, outbound, "");
    }

    @Override
    public void forwarded(Outbound outbound) {
        write(Step.FORWARDED, outbound, "");
    }

    @Override
    public void dropped(Outbound outbound, DropReason reason) {
        write(Step.DROPPED, outbound, reason.text());
    }

    private void write(Step step, Outbound outbound, String why) {
        boolean renamed = !outbound.message().topic().equals(outbound.original().topic());
        String note = why.isEmpty() && renamed ? "as " + outbound.message().topic() : why;
        hop(step, outbound.original(), note);
    }

    void hop(Step step, Message message, String note) {
        journal.record(new Hop(clock.instant(), step, "bridge", clientId, message, note));
    }
}
