package io.aromabridge.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system that is watched, with real HTTP and a real log. */
class WatchTest {
    private static final String ONLINE =
            "{\"bridge\": {\"cloud\": {\"state\": \"online\", \"address\": \"localhost:8883\"}}}";
    private static final String WAITING =
            "{\"bridge\": {\"cloud\": {\"state\": \"waiting\", \"reason\": \"no answer\"}}}";
    private static final String DIFFUSING = "{\"device\": \"ASN2A00002\", \"side\": \"cloud\", \"outcome\":"
            + " \"diffusing\", \"channel\": 3, \"intensity\": 100, \"durationMs\": 3000}";

    @TempDir
    Path folder;

    private final Printed out = new Printed();

    private Watch watch() throws AromaException {
        return Watch.of(RunningSystem.by(FakeSystem.endpoints(folder), Optional.empty()), InstantSource.system());
    }

    private View view() {
        return EventLines.plain(out.console(new Printed()), ZoneOffset.UTC);
    }

    @Test
    void tellsLinksAndDiffusionsAsTheyHappen() throws IOException, AromaException, InterruptedException {
        try (FakeSystem system = FakeSystem.start(folder, ONLINE)) {
            system.diffusion(DIFFUSING.replace("ASN2A00002", "long-ago"));
            try (Watch watch = watch()) {
                CompletableFuture<Void> unused = watch.start(view());
                out.await("link cloud: online \\(localhost:8883\\)$", 1);
                system.diffusion(DIFFUSING);
                out.await("ASN2A00002 \\(cloud\\): diffusing channel 3 at 100 % for 3000 ms$", 1);
                system.state(WAITING);
                out.await("link cloud: waiting: no answer$", 1);
                system.diffusion("torn {");
                system.diffusion(DIFFUSING);
                out.await("diffusing", 2);
                system.awaitRequests(3);
            }
            assertEquals(4, out.lines().size(), out::text);
            assertEquals(List.of(), out.with("long-ago"), out::text);
        }
    }

    @Test
    void saysOnceThatTheSystemIsAwayAndFindsItOnAnotherPort() throws IOException, AromaException, InterruptedException {
        FakeSystem first = FakeSystem.start(folder, ONLINE);
        try (Watch watch = watch()) {
            CompletableFuture<Void> unused = watch.start(view());
            out.await("online", 1);
            first.close();
            out.await("the system is away: " + first.url() + "/api/state: no connection; trying again$", 1);
            Files.delete(FakeSystem.endpoints(folder));
            first.diffusion(DIFFUSING);
            out.await("diffusing", 1);
            try (FakeSystem second = FakeSystem.start(folder, WAITING)) {
                out.await("the system is back$", 1);
                out.await("link cloud: waiting", 1);
                second.awaitRequests(2);
                assertEquals(1, out.with("away").size(), out::text);
            }
            out.await("the system is away: ", 2);
        }
    }

    @Test
    void anErrorOfTheServerIsNoState() throws IOException, AromaException, InterruptedException {
        try (FakeSystem system = FakeSystem.start(folder, ONLINE);
                Watch watch = watch()) {
            CompletableFuture<Void> unused = watch.start(view());
            system.status(500);
            out.await("away: .*: it answers with HTTP status 500; trying again$", 1);
            system.status(200);
            out.await("back$", 1);
            system.state("<html>");
            out.await("away: .*: its answer is no state; trying again$", 1);
        }
    }

    @Test
    void withoutAPageTheDiffusionsAreWatchedAlone() throws IOException, AromaException, InterruptedException {
        Path log = folder.resolve("log");
        Files.writeString(FakeSystem.endpoints(folder), "{\"diffusions\": \"" + log + "\"}");
        try (Watch watch = watch()) {
            assertEquals(log.toString(), watch.place().toString());
            CompletableFuture<Void> unused = watch.start(view());
            Files.writeString(log, DIFFUSING + "\n");
            out.await("diffusing", 1);
        }
    }

    @Test
    void aSystemThatDoesNotAnswerAtFirstIsNotWatched() throws IOException {
        FakeSystem.start(folder, ONLINE).close();
        AromaException e = assertThrows(AromaException.class, this::watch);
        assertEquals(Kind.UNREACHABLE, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains(": no connection; start a system with"), e.getMessage());
    }

    @Test
    void isOverWhenNobodyCanSeeItAnyMore()
            throws IOException, AromaException, InterruptedException, ExecutionException, TimeoutException {
        try (FakeSystem system = FakeSystem.start(folder, ONLINE);
                Watch watch = watch()) {
            assertEquals(system.url(), watch.place().toString());
            assertNull(watch.start(new OneLook()).get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aViewThatFailsEndsIt() throws IOException, AromaException {
        try (FakeSystem system = FakeSystem.start(folder, ONLINE);
                Watch watch = watch()) {
            assertEquals(system.url(), watch.place().toString());
            ExecutionException e = assertThrows(ExecutionException.class, () -> watch.start(new BrokenView())
                    .get(20, TimeUnit.SECONDS));
            assertEquals("java.lang.IllegalStateException: broken", e.getMessage());
        }
    }

    /** Nobody sees it. */
    private static final class OneLook implements View {
        @Override
        public boolean show(String place, SystemState state, List<Event> events) {
            return false;
        }

        @Override
        public void close() {}
    }

    /** Cannot show anything. */
    private static final class BrokenView implements View {
        @Override
        public boolean show(String place, SystemState state, List<Event> events) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void close() {}
    }
}
