package io.aromabridge.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.command.AromaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of {@code aroma watch}, its output and its exit codes. */
class WatchCommandTest {
    private static final String ONLINE = "{\"at\": \"2026-01-02T03:04:05Z\", \"bridge\": {\"cloud\":"
            + " {\"state\": \"online\", \"address\": \"localhost:8883\"}}}";

    @TempDir
    Path folder;

    private final Printed out = new Printed();
    private final Printed err = new Printed();

    private int run(String... arguments) {
        return AromaCommand.run(out.console(err), Map.of(), arguments);
    }

    /** Runs it until the end of its bound, after something has happened. */
    private int runFor(FakeSystem system, String line, String... arguments)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> run(arguments));
        out.await("online", 1);
        system.diffusion(line);
        out.await("shows-this", 1);
        return code.get(20, TimeUnit.SECONDS);
    }

    @Test
    void printsALineForEachEventWithoutATerminal()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (FakeSystem system = FakeSystem.start(folder, ONLINE)) {
            int code = runFor(
                    system,
                    "{\"device\": \"shows-this\", \"side\": \"local\", \"outcome\": \"stopped\"}",
                    "watch",
                    "--data",
                    folder.toString(),
                    "--for",
                    "2s");
            assertEquals(0, code, err::text);
            assertEquals(List.of("Watching " + system.url() + ". Ctrl-C ends it."), err.lines());
            assertEquals(2, out.lines().size(), out::text);
            assertTrue(out.text().indexOf('\u001b') < 0, out::text);
        }
    }

    @Test
    void printsObjectsOnDemandAndSaysNothing()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        String line = "{\"device\": \"shows-this\",  \"outcome\": \"stopped\"}";
        try (FakeSystem system = FakeSystem.start(folder, ONLINE)) {
            String file = FakeSystem.endpoints(folder).toString();
            int code = runFor(system, line, "watch", "--json", "--endpoints", file, "--for", "2s");
            assertEquals(0, code, err::text);
            assertEquals("", err.text());
            assertEquals(
                    List.of(
                            "{\"at\":\"2026-01-02T03:04:05.000Z\",\"event\":\"link\",\"link\":\"cloud\","
                                    + "\"state\":\"online\",\"address\":\"localhost:8883\"}",
                            line),
                    out.lines());
        }
    }

    @Test
    void aSystemThatIsNotThereIsOneClearLine() {
        String file = folder.resolve("none.json").toString();
        assertEquals(4, run("watch", "--endpoints", file));
        assertEquals(
                List.of("aroma: " + file + ": there is no such file, so no system is ready; start a system with"
                        + " 'aroma demo', or name its endpoints file with --endpoints"),
                err.lines());
        assertEquals("", out.text());
    }

    @Test
    void theConfiguredPageIsAskedWhereThereIsNoFile() throws IOException {
        try (FakeSystem system = FakeSystem.start(folder, ONLINE)) {
            String port = system.url().substring(system.url().lastIndexOf(':') + 1);
            Path file = Files.writeString(folder.resolve("a.yaml"), "dashboard:\n  port: " + port + "\n");
            String empty = folder.resolve("empty").toString();
            assertEquals(0, run("watch", "--config", file.toString(), "--data", empty, "--for", "0ms"), err::text);
            assertEquals(List.of("Watching " + system.url() + ". Ctrl-C ends it."), err.lines());
        }
    }

    @Test
    void aWrongConfigurationIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "dashboard:\n  port: many\n");
        assertEquals(3, run("watch", "--config", file.toString()));
        assertEquals(1, err.lines().size(), err::text);
    }

    @Test
    void onlyOneFormCanBeChosen() {
        assertEquals(2, run("watch", "--plain", "--json"));
        assertTrue(err.text().contains("mutually exclusive"), err::text);
    }
}
