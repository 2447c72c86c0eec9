package io.aromabridge.testkit;

import io.aromabridge.testkit.journal.BedJournal;
import io.aromabridge.testkit.journal.JournalEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What claims about a testbed are made of; for those of the kit, and for your own. Thread-safe. */
public final class Checks {
    private static final int LINES = 30;

    private final Testbed bed;
    private final BedJournal journal;
    private final Set<Begun> unfinished = ConcurrentHashMap.newKeySet();

    // guarded by this
    private final Map<String, Long> marks = new HashMap<>();
    private Optional<Path> recording = Optional.empty();

    Checks(Testbed bed, BedJournal journal) {
        this.bed = bed;
        this.journal = journal;
    }

    /** A claim of several words that is not finished yet. */
    public static final class Begun {
        private final String claim;

        private Begun(String claim) {
            this.claim = claim;
        }

        @Override
        public String toString() {
            return claim;
        }
    }

    /**
     * A claim begins that checks nothing until its last word.
     *
     * @param claim how it reads, with the word that is missing
     */
    public Begun begin(String claim) {
        bed.requireOpen();
        Begun begun = new Begun(claim);
        unfinished.add(begun);
        return begun;
    }

    /** The claim was finished. */
    public void finish(Begun begun) {
        unfinished.remove(begun);
    }

    /** Throws {@link IllegalStateException} if a claim was begun and never finished: it has checked nothing. */
    void requireFinished() {
        String left = unfinished.stream().map(Begun::toString).sorted().collect(Collectors.joining("; "));
        unfinished.clear();
        if (!left.isEmpty()) {
            throw new IllegalStateException("this claim was not finished, so it has checked nothing: " + left);
        }
    }

    /**
     * Waits until a condition is true.
     *
     * @param claim what is expected: {@code the bridge is online}
     * @param limit for how long; stretched already
     * @param seen what is there instead, asked if it gets late
     * @throws TestbedFailure if it is not true in time
     */
    public void that(String claim, Duration limit, BooleanSupplier condition, Supplier<String> seen) {
        bed.requireOpen();
        if (!journal.await(limit, condition)) {
            throw failure("Expected that " + claim + " within " + spoken(limit) + ": " + seen.get() + ".", Map.of());
        }
    }

    /** The last journal entry that an earlier claim about this has dealt with; 0 if there was none. */
    public synchronized long mark(String about) {
        return marks.getOrDefault(about, 0L);
    }

    /** All entries up to this one are dealt with, as far as claims about this are concerned. */
    public synchronized void mark(String about, long number) {
        marks.merge(about, number, Math::max);
    }

    synchronized void clear() {
        marks.clear();
        unfinished.clear();
    }

    /** Where the recording will lie if the test fails. */
    synchronized void recordsTo(Path file) {
        recording = Optional.of(file);
    }

    /**
     * A claim that is not true.
     *
     * @param text the claim and what was seen instead
     * @param remarks what to write behind entries of the timeline, by their number
     */
    public TestbedFailure failure(String text, Map<Long, String> remarks) {
        return new TestbedFailure(text + "\n" + timeline(remarks));
    }

    /** The newest 30 entries of the journal, then seed and ports, and the file of the recording if there will be one. */
    public String timeline(Map<Long, String> remarks) {
        List<JournalEntry> all = journal.entries();
        List<JournalEntry> shown = all.subList(Math.max(0, all.size() - LINES), all.size());
        StringBuilder out = new StringBuilder();
        if (shown.size() < all.size()) {
            out.append("  (").append(all.size() - shown.size()).append(" entries before)\n");
        }
        for (JournalEntry entry : shown) {
            String remark = remarks.getOrDefault(entry.number(), "");
            out.append("  ")
                    .append(entry)
                    .append(remark.isEmpty() ? "" : "   ← " + remark)
                    .append('\n');
        }
        out.append("  ").append(bed);
        synchronized (this) {
            recording.ifPresent(file -> out.append("\n  ").append(file));
        }
        return out.toString();
    }

    /** {@code 300 ms}, {@code 5 s}. */
    public static String spoken(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 && millis > 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
