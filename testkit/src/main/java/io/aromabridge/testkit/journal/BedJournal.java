package io.aromabridge.testkit.journal;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * All that happens in one testbed, in the order in which it was told: the hops of messages at the local broker, the
 * bridge, the cloud and the devices, and events such as a cut uplink. Waits are futures that the next entry completes:
 * nothing is polled. Keeps the newest 100 000 entries at least. Thread-safe.
 */
public final class BedJournal implements Journal {
    private static final int CAPACITY = 100_000;

    private record Waiting(Predicate<JournalEntry> wanted, CompletableFuture<JournalEntry> future) {}

    private record Kept(JournalEntry entry, Optional<Hop> hop) {}

    private final InstantSource clock;

    // guarded by this
    private final List<Waiting> waiting = new ArrayList<>();
    private List<Kept> kept = new ArrayList<>();
    private long began = System.nanoTime();
    private Instant beganAt;
    private long last;
    private boolean closed;

    /** An empty journal; times count from now. */
    public BedJournal(InstantSource clock) {
        this.clock = clock;
        this.beganAt = clock.instant();
    }

    @Override
    public void record(Hop hop) {
        String step = hop.step().name().toLowerCase(Locale.ROOT).replace('_', '-');
        add(hop.place(), step, hop.client(), Optional.of(hop.message()), hop.note(), Optional.of(hop));
    }

    /**
     * Adds something that is no step of a message.
     *
     * @param step one word in lower case
     */
    public void event(String place, String step, String note) {
        add(place, step, "", Optional.empty(), note, Optional.empty());
    }

    private void add(
            String place, String step, String client, Optional<Message> message, String note, Optional<Hop> hop) {
        JournalEntry entry;
        List<Waiting> ready = new ArrayList<>();
        synchronized (this) {
            Duration at = Duration.ofNanos(System.nanoTime() - began);
            entry = new JournalEntry(++last, at, place, step, client, message, note);
            if (kept.size() >= 2 * CAPACITY) {
                kept = new ArrayList<>(kept.subList(CAPACITY, kept.size()));
            }
            kept.add(new Kept(entry, hop));
            waiting.removeIf(w -> w.future().isDone());
            for (Waiting each : waiting) {
                if (each.wanted().test(entry)) {
                    ready.add(each);
                }
            }
            waiting.removeAll(ready);
        }
        ready.forEach(w -> w.future().complete(entry));
    }

    @Override
    public synchronized List<Hop> hops() {
        return kept.stream().flatMap(k -> k.hop().stream()).toList();
    }

    /** All entries that are still remembered, oldest first. */
    public List<JournalEntry> entries() {
        return after(0);
    }

    /** The entries behind this number, oldest first. */
    public synchronized List<JournalEntry> after(long number) {
        if (kept.isEmpty()) {
            return List.of();
        }
        long first = kept.get(0).entry().number();
        int from = (int) Math.max(0, Math.min(kept.size(), number + 1 - first));
        return kept.subList(from, kept.size()).stream().map(Kept::entry).toList();
    }

    /** The number of the newest entry; 0 if there was none. */
    public synchronized long position() {
        return last;
    }

    /**
     * The first entry from now on that is wanted.
     *
     * @param wanted asked on the thread that records: it answers at once, without waiting for anything
     * @throws IllegalStateException if the testbed is closed; the future fails with it if it is closed meanwhile
     */
    public CompletableFuture<JournalEntry> next(Predicate<JournalEntry> wanted) {
        CompletableFuture<JournalEntry> future = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                throw closedException();
            }
            waiting.add(new Waiting(wanted, future));
        }
        return future;
    }

    /**
     * Waits until a condition is true. It is checked at once, and again after each entry, on the calling thread.
     *
     * @return whether it held in time
     * @throws IllegalStateException if the testbed is or gets closed, or the thread is interrupted
     */
    public boolean await(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            // Asked for first, so that no entry slips in between.
            CompletableFuture<JournalEntry> changed = next(any -> true);
            if (condition.getAsBoolean()) {
                changed.cancel(false);
                return true;
            }
            if (!come(changed, deadline - System.nanoTime())) {
                return condition.getAsBoolean();
            }
        }
    }

    private static boolean come(CompletableFuture<JournalEntry> changed, long nanos) {
        try {
            changed.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            changed.cancel(false);
            return false;
        } catch (ExecutionException e) {
            throw closedException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            changed.cancel(false);
            throw new IllegalStateException("interrupted while waiting for the testbed's journal", e);
        }
    }

    /** For any use of a closed testbed. */
    public static IllegalStateException closedException() {
        return new IllegalStateException(
                "this testbed is closed: wait, send and assert between its start and its close");
    }

    /** Forgets all entries; numbers go on, times begin anew. */
    public synchronized void clear() {
        kept = new ArrayList<>();
        began = System.nanoTime();
        beganAt = clock.instant();
    }

    /** When it began: what {@link JournalEntry#at} counts from. */
    public synchronized Instant beganAt() {
        return beganAt;
    }

    /** Ends all waits. What was recorded can still be read. */
    public void close() {
        List<Waiting> ended;
        synchronized (this) {
            closed = true;
            ended = List.copyOf(waiting);
            waiting.clear();
        }
        ended.forEach(w -> w.future().completeExceptionally(closedException()));
    }
}
