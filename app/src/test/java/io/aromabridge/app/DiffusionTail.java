package io.aromabridge.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.testing.process.OutputLines;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Follows a diffusion log. */
final class DiffusionTail implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_EVERY_MS = 10;

    private final Path file;
    private final OutputLines lines;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor();
    private long offset;

    private DiffusionTail(Path file) {
        this.file = file;
        this.lines = new OutputLines(file.toString());
    }

    /** Begins at the beginning of a file that is there. */
    static DiffusionTail of(Path file) {
        DiffusionTail tail = new DiffusionTail(file);
        var unused = tail.looker.scheduleWithFixedDelay(tail::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        return tail;
    }

    private void look() {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] fresh = new byte[(int) (in.length() - offset)];
            in.seek(offset);
            in.readFully(fresh);
            int from = 0;
            for (int i = 0; i < fresh.length; i++) {
                if (fresh[i] == '\n') {
                    lines.add(new String(fresh, from, i - from, StandardCharsets.UTF_8));
                    from = i + 1;
                }
            }
            offset += from;
        } catch (IOException e) {
            lines.add("{\"outcome\":\"the log cannot be read: " + e.getClass() + "\"}");
            lines.end();
            looker.shutdown();
        }
    }

    /** How many lines were seen; a place from which to wait for later ones. */
    int count() {
        return lines.count();
    }

    /** The first line from a place on with this device and one of these outcomes. */
    JsonNode await(int from, String device, Set<String> outcomes) throws InterruptedException {
        return await(from, device + " " + outcomes, is(device, outcomes));
    }

    /** The first line from a place on that is wanted. */
    JsonNode await(int from, String what, Predicate<JsonNode> wanted) throws InterruptedException {
        return parse(lines.await(line -> wanted.test(parse(line)), what, from));
    }

    /** The lines from a place on with this device and one of these outcomes. */
    List<JsonNode> from(int place, String device, Set<String> outcomes) {
        return lines.from(place).stream()
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
        looker.shutdownNow();
    }
}
