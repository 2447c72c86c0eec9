package io.aromabridge.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a running system is found. */
class RunningSystemTest {
    private static final Optional<URI> CONFIGURED = Optional.of(URI.create("http://127.0.0.1:8080"));

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("endpoints.json"), text);
    }

    private static AromaException fails(Path file, Kind kind) {
        AromaException e = assertThrows(AromaException.class, () -> RunningSystem.by(file, Optional.empty())
                .find());
        assertEquals(kind, e.kind());
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e.getMessage());
        return e;
    }

    @Test
    void theFileTellsBoth() throws IOException, AromaException {
        Path file = file("{\"dashboard\": \"http://127.0.0.1:9\", \"diffusions\": \"/x/d.jsonl\"}");
        assertEquals(
                new RunningSystem(Optional.of(URI.create("http://127.0.0.1:9")), Optional.of(Path.of("/x/d.jsonl"))),
                RunningSystem.by(file, CONFIGURED).find());
    }

    @Test
    void theFileIsReadEachTime() throws IOException, AromaException {
        RunningSystem.Finder finder = RunningSystem.by(file("{\"dashboard\": \"http://a:1\"}"), Optional.empty());
        assertEquals("http://a:1", finder.find().toString());
        Path unused = file("{\"dashboard\": \"http://a:2\"}");
        assertEquals("http://a:2", finder.find().toString());
    }

    @Test
    void theConfiguredPageCountsWhereTheFileTellsNothing() throws IOException, AromaException {
        RunningSystem expected = new RunningSystem(CONFIGURED, Optional.empty());
        assertEquals(
                expected,
                RunningSystem.by(folder.resolve("none.json"), CONFIGURED).find());
        assertEquals(
                expected, RunningSystem.by(file("{\"local\": {}}"), CONFIGURED).find());
        assertEquals(
                Optional.empty(),
                RunningSystem.by(file("{\"diffusions\": \"d.jsonl\"}"), CONFIGURED)
                        .find()
                        .dashboard());
    }

    @Test
    void theConfiguredPageIsNoSystemThatWasFoundByTheFile() throws IOException, AromaException {
        Path file = file("{\"dashboard\": \"http://a:1\"}");
        RunningSystem.Finder finder = RunningSystem.by(file, CONFIGURED);
        assertEquals("http://a:1", finder.find().toString());
        Files.delete(file);
        assertEquals(
                Kind.UNREACHABLE,
                assertThrows(AromaException.class, finder::find).kind());
    }

    @Test
    void withoutAnythingNothingIsFound() throws IOException {
        AromaException none = fails(folder.resolve("none.json"), Kind.UNREACHABLE);
        assertTrue(String.valueOf(none.getMessage()).contains("no such file"), none.getMessage());
        AromaException empty = fails(file("{\"devices\": []}"), Kind.UNREACHABLE);
        assertTrue(String.valueOf(empty.getMessage()).contains("neither"), empty.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:8080", "ftp://a", "http:", "http://", "http://a b", "file:///etc/passwd"})
    void aBadAddressIsRefused(String address) throws IOException {
        AromaException e = fails(file("{\"dashboard\": \"" + address + "\"}"), Kind.CONFIGURATION);
        assertTrue(String.valueOf(e.getMessage()).contains("\"" + address + "\": expected"), e.getMessage());
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        AromaException unused = fails(file("{\"dashboard\""), Kind.CONFIGURATION);
    }
}
