package io.aromabridge.testkit.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The journal of a bed. */
class BedJournalTest {
    private static final Message MESSAGE = Message.of("a/b", "hello", QoS.AT_LEAST_ONCE);

    private final BedJournal journal = new BedJournal(InstantSource.system());

    private void hop(Hop.Step step) {
        journal.record(new Hop(Instant.EPOCH, step, "bridge", "client", MESSAGE, ""));
    }

    @Test
    void keepsHopsAndEventsInOneSequence() {
        hop(Hop.Step.IN_FLIGHT);
        journal.event("uplink", "cut", "1 connection reset");
        hop(Hop.Step.FORWARDED);

        List<JournalEntry> entries = journal.entries();
        assertEquals(
                List.of("in-flight", "cut", "forwarded"),
                entries.stream().map(JournalEntry::step).toList());
        assertEquals(
                List.of(1L, 2L, 3L), entries.stream().map(JournalEntry::number).toList());
        assertTrue(entries.get(0).at().compareTo(entries.get(2).at()) <= 0);
        assertEquals(2, journal.hops().size());
    }

    @Test
    void readsAsALine() {
        JournalEntry entry =
                new JournalEntry(1, Duration.ofMillis(1911), "bridge", "in-flight", "c", Optional.of(MESSAGE), "why");

        assertEquals("  +1.911s bridge     IN-FLIGHT  c q1 a/b hello (why)", entry.toString());
    }

    @Test
    void completesAWaitWithTheEntryThatIsWanted() throws Exception {
        CompletableFuture<JournalEntry> cut = journal.next(e -> e.is("uplink", "cut"));
        journal.event("uplink", "restore", "");
        assertFalse(cut.isDone());

        journal.event("uplink", "cut", "now");

        assertEquals("now", cut.get(0, TimeUnit.SECONDS).note());
    }

    @Test
    void asksAConditionAgainAfterEachEntry() throws Exception {
        CompletableFuture<Boolean> held = CompletableFuture.supplyAsync(() ->
                journal.await(Duration.ofSeconds(5), () -> journal.entries().size() == 2));
        journal.event("a", "one", "");
        journal.event("a", "two", "");

        assertTrue(held.get(5, TimeUnit.SECONDS));
    }

    @Test
    void saysWhenAConditionDoesNotHoldInTime() {
        assertFalse(journal.await(Duration.ofMillis(10), () -> false));
    }

    @Test
    void endsWaitsWhenItIsClosed() {
        CompletableFuture<JournalEntry> never = journal.next(e -> false);
        journal.close();

        ExecutionException e = assertThrows(ExecutionException.class, () -> never.get(1, TimeUnit.SECONDS));
        assertInstanceOf(IllegalStateException.class, e.getCause());
        assertThrows(IllegalStateException.class, () -> journal.next(any -> true));
    }

    @Test
    void forgetsTheOldestOfVeryMany() {
        for (int i = 0; i < 200_001; i++) {
            journal.event("a", "one", "");
        }

        assertEquals(200_001, journal.position());
        assertEquals(100_001, journal.entries().get(0).number());
        assertEquals(1, journal.after(200_000).size());
        assertEquals(100_001, journal.after(0).size());
    }

    @Test
    void forgetsEverythingWhenItIsCleared() {
        journal.event("a", "one", "");
        journal.clear();
        journal.event("a", "two", "");

        assertEquals(
                List.of(2L),
                journal.entries().stream().map(JournalEntry::number).toList());
        assertEquals(1, journal.after(1).size());
        assertEquals(0, journal.after(2).size());
    }
}
