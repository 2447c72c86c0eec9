package io.aromabridge.cloud.aws;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import java.util.List;

/** Calls the place of every hop {@code cloud}, whichever of the stand-in's listeners saw it. */
record CloudJournal(Journal journal) implements Journal {
    private static final String PLACE = "cloud";

    @Override
    public void record(Hop hop) {
        journal.record(
                hop.place().equals(PLACE)
                        ? hop
                        : new Hop(hop.at(), hop.step(), PLACE, hop.client(), hop.message(), hop.note()));
    }

    @Override
    public List<Hop> hops() {
        return journal.hops();
    }
}
