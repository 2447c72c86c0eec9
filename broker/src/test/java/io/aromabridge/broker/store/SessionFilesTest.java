package io.aromabridge.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.session.Change;
import io.aromabridge.broker.session.DeliveryCounters;
import io.aromabridge.broker.session.DeliveryLimits;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.broker.session.Router;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there again after a restart, and what a store does in trouble. */
class SessionFilesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T10:15:30Z"));

    @TempDir
    Path folder;

    private SessionFiles open() throws AromaException {
        return SessionFiles.open(folder, Sync.ALWAYS, CLOCK);
    }

    private static Message message(String topic, String payload) {
        return new Message(TopicName.of(topic), Payload.of(payload), QoS.EXACTLY_ONCE, true);
    }

    private static Change.Queued queued(String client, long number) {
        return new Change.Queued(client, number, message("t/ä", "m" + number), QoS.AT_LEAST_ONCE, number % 2 == 0);
    }

    private static Change.Subscribed subscribed(String client, String filter, QoS qos) {
        return new Change.Subscribed(client, TopicFilter.of(filter), qos);
    }

    private void keep(Change... changes) throws Exception {
        try (SessionFiles files = open()) {
            CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
            for (Change each : changes) {
                last = files.keep(each);
            }
            last.get(10, TimeUnit.SECONDS);
        }
    }

    private List<Change> saved() throws Exception {
        List<Change> all = new ArrayList<>();
        try (SessionFiles files = open()) {
            files.replay(all::add);
        }
        return all;
    }

    @Test
    void restoresEachKindOfChangeInOrder() throws Exception {
        List<Change> all = List.of(
                new Change.Opened("a"),
                new Change.Opened("b"),
                subscribed("a", "t/+", QoS.AT_LEAST_ONCE),
                subscribed("b", "#", QoS.AT_MOST_ONCE),
                new Change.Taken("a", 65_535),
                queued("a", 1),
                new Change.Sent("a", 1, 9),
                new Change.Received("a", 1),
                queued("a", 2),
                new Change.Sent("a", 2, 4),
                queued("a", 10),
                queued("b", 1),
                new Change.Retained(message("r", "x")));
        keep(all.toArray(Change[]::new));
        assertEquals(all, saved());
        assertEquals(all, saved(), "and once more");
    }

    @Test
    void whatCameAndWentIsNotThereWhetherWrittenInBetweenOrNot() throws Exception {
        Change[] begin = {
            new Change.Opened("a"),
            subscribed("a", "t", QoS.AT_LEAST_ONCE),
            subscribed("a", "u", QoS.AT_LEAST_ONCE),
            queued("a", 1),
            queued("a", 2),
            queued("a", 3),
            new Change.Sent("a", 1, 1),
            new Change.Taken("a", 5),
            new Change.Retained(message("r", "x")),
            new Change.Retained(message("s", "x"))
        };
        Change[] end = {
            new Change.Acknowledged("a", 1),
            new Change.Dropped("a", 2),
            new Change.Unsubscribed("a", TopicFilter.of("t")),
            subscribed("a", "u", QoS.EXACTLY_ONCE),
            new Change.Released("a", 5),
            new Change.Retained(message("r", "")),
            new Change.Retained(message("s", "y"))
        };
        List<Change> left = List.of(
                new Change.Opened("a"),
                subscribed("a", "u", QoS.EXACTLY_ONCE),
                queued("a", 3),
                new Change.Retained(message("s", "y")));
        keep(begin);
        keep(end);
        assertEquals(left, saved());
        keep(new Change.Ended("a"), new Change.Retained(message("s", "")));
        assertEquals(List.of(), saved());
        keep(Stream.concat(Stream.of(begin), Stream.of(end)).toArray(Change[]::new));
        assertEquals(left, saved());
    }

    @Test
    void aSessionThatBeginsAnewHasNothingOfTheOneBefore() throws Exception {
        keep(new Change.Opened("a"), queued("a", 1), subscribed("a", "t", QoS.AT_LEAST_ONCE), new Change.Taken("a", 1));
        keep(new Change.Ended("a"), new Change.Opened("a"), new Change.Taken("a", 2));
        assertEquals(List.of(new Change.Opened("a"), new Change.Taken("a", 2)), saved());
        keep(new Change.Ended("a"), new Change.Acknowledged("a", 1));
        assertEquals(List.of(), saved(), "and a late acknowledgement does no harm");
    }

    @Test
    void tellsOfAFullDiskAndWritesEverythingOnceThereIsRoom() throws Exception {
        SessionFiles files = SessionFiles.openIdle(folder, Sync.ALWAYS, CLOCK, Database.LOG_PAGES);
        var opened = files.keep(new Change.Opened("a"));
        files.write();
        opened.get(1, TimeUnit.SECONDS);
        files.database().limitPages(1);
        String large = "x".repeat(100_000);
        CompletableFuture<Void> lost =
                files.keep(new Change.Queued("a", 1, message("t", large), QoS.AT_LEAST_ONCE, false));
        files.write();
        ExecutionException full = assertThrows(ExecutionException.class, () -> lost.get(1, TimeUnit.SECONDS));
        assertTrue(full.toString().contains("full"), full.getMessage());
        assertTrue(
                files.problem().orElseThrow().contains("full"), files.problem().toString());
        var gone = files.keep(new Change.Dropped("a", 1));
        var second = files.keep(new Change.Queued("a", 2, message("t", large), QoS.AT_LEAST_ONCE, false));
        files.write();
        assertTrue(second.isCompletedExceptionally() && gone.isCompletedExceptionally(), "still full");
        files.database().limitPages(1_000_000);
        files.write();
        assertTrue(files.problem().isEmpty(), files.problem().toString());
        files.end();
        assertEquals(
                List.of(
                        new Change.Opened("a"),
                        new Change.Queued("a", 2, message("t", large), QoS.AT_LEAST_ONCE, false)),
                saved());
    }

    @Test
    void aRestoredQueueHasTheLimitsOfTheBrokerBeforeItsClientIsBack() throws Exception {
        keep(new Change.Opened("a"), subscribed("a", "t", QoS.AT_LEAST_ONCE), queued("a", 1));
        DeliveryCounters counters = new DeliveryCounters();
        try (SessionFiles files = open()) {
            Router router = new Router(files);
            router.restore(new DeliveryLimits(1, 3, 1000, Duration.ZERO), counters);
            for (int i = 0; i < 5; i++) {
                router.publish(Publication.of(Message.of("t", "m", QoS.AT_LEAST_ONCE)), Optional.empty())
                        .get(10, TimeUnit.SECONDS);
            }
            assertEquals(3, router.holdings().stored());
        }
        assertEquals(3, counters.dropped());
        assertEquals(5, saved().size(), "session, subscription and three messages");
    }

    @Test
    void whatComesTogetherIsWrittenTogether() throws Exception {
        SessionFiles files = SessionFiles.openIdle(folder, Sync.NEVER, CLOCK, Database.LOG_PAGES);
        CompletableFuture<Void> writing = files.together(() -> {
            var one = files.keep(new Change.Opened("a"));
            CompletableFuture<Void> other = CompletableFuture.runAsync(files::write);
            assertThrows(Exception.class, () -> other.get(100, TimeUnit.MILLISECONDS), "it waits for the rest");
            var two = files.keep(new Change.Taken("a", 1));
            assertEquals(one, two);
            return other;
        });
        writing.get(10, TimeUnit.SECONDS);
        files.end();
        assertEquals(2, saved().size());
    }

    @Test
    void twoBrokersCannotUseOneFolder() throws Exception {
        try (SessionFiles unused = open()) {
            AromaException e = assertThrows(AromaException.class, this::open);
            assertEquals(AromaException.Kind.FAILED, e.kind());
            assertTrue(e.toString().contains("in use by another broker"), e.getMessage());
        }
        open().close();
    }

    @Test
    void afterItIsClosedNothingIsKept() throws Exception {
        SessionFiles files = open();
        files.close();
        files.close();
        assertTrue(files.keep(new Change.Opened("a")).isCompletedExceptionally());
    }

    @Test
    void aFolderThatIsAFileIsRefusedWithAReason() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        AromaException e = assertThrows(AromaException.class, () -> SessionFiles.open(file, Sync.NEVER, CLOCK));
        assertTrue(e.toString().contains("it is a file"), e.getMessage());
    }

    @Test
    void measuresItsBytes() throws Exception {
        try (SessionFiles files = open()) {
            files.keep(new Change.Opened("a")).get(10, TimeUnit.SECONDS);
            assertTrue(files.samples().get(0).value() > 4096, files.samples().toString());
            assertEquals(0, files.samples().get(1).value(), files.samples().toString());
        }
    }
}
