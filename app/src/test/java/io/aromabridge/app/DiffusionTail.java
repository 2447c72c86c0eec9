package io.aromabridge.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.testing.process.FileTail;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Follows a diffusion log. */
final class DiffusionTail implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileTail tail;

    private DiffusionTail(FileTail tail) {
        this.tail = tail;
    }

    /** Begins at the beginning of a file. */
    static DiffusionTail of(Path file) {
        return new DiffusionTail(FileTail.of(file));
    }

    /** How many lines were seen; a place from which to wait for later ones. */
    int count() {
        return tail.lines().count();
    }

    /** The first line from a place on with this device and one of these outcomes. */
    JsonNode await(int from, String device, Set<String> outcomes) throws InterruptedException {
        return await(from, device + " " + outcomes, is(device, outcomes));
    }

    /** The first line from a place on that is wanted. */
    JsonNode await(int from, String what, Predicate<JsonNode> wanted) throws InterruptedException {
        return parse(tail.lines().await(line -> wanted.test(parse(line)), what, from));
    }

    /** The lines from a place on with this device and one of these outcomes. */
    List<JsonNode> from(int place, String device, Set<String> outcomes) {
        return tail.lines().from(place).stream()
                .map(DiffusionTail::parse)
                .filter(is(device, outcomes))
                .toList();
    }

    private static Predicate<JsonNode> is(String device, Set<String> outcomes) {
        return line -> line.path("device").asText().equals(device)
                && outcomes.contains(line.path("outcome").asText());
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("no JSON: " + line, e);
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
