package io.aromabridge.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.core.message.Message;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches the diffusion log of a running system for what becomes of a few commands. */
public final class DiffusionWatch {
    private static final long LOOK_EVERY_MS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A line of the log.
     *
     * @param line as it stands there
     * @param sentence for a person
     * @param rejected whether the device did not take the command
     */
    public record Seen(String line, String sentence, boolean rejected) {}

    private final Path log;
    private final List<String> devices;
    private final Map<String, String> waitingByTopic = new LinkedHashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private long offset;
    private Optional<IOException> trouble = Optional.empty();

    private DiffusionWatch(Path log, List<String> devices, List<Message> commands, long offset) {
        this.log = log;
        this.devices = devices;
        this.offset = offset;
        commands.forEach(
                c -> waitingByTopic.put(c.topic().value(), c.topic().value().split("/", -1)[2]));
    }

    /** Begins at the present end of the log; empty if the system has none. */
    public static Optional<DiffusionWatch> of(Optional<Endpoints> running, List<Message> commands)
            throws AromaException {
        Optional<Path> log =
                running.flatMap(e -> e.text(Endpoints.DIFFUSIONS)).map(Path::of).filter(Files::exists);
        if (log.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new DiffusionWatch(log.get(), running.orElseThrow().devices(), commands, Files.size(log.get())));
        } catch (IOException e) {
            throw new AromaException(Kind.FAILED, log.get() + ": the diffusion log cannot be read (" + e + ")", e);
        }
    }

    /** The serial numbers that nothing was heard of. */
    public synchronized List<String> missing() {
        return List.copyOf(waitingByTopic.values());
    }

    /** The devices of the running system. */
    public List<String> devices() {
        return devices;
    }

    /** Waits until every command has its line, or the time is up. */
    public List<Seen> await(Duration timeout) throws AromaException {
        CountDownLatch done = new CountDownLatch(1);
        ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = looker.scheduleWithFixedDelay(
                    () -> {
                        look();
                        if (isOver()) {
                            done.countDown();
                        }
                    },
                    0,
                    LOOK_EVERY_MS,
                    TimeUnit.MILLISECONDS);
            boolean inTime = done.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return result(inTime);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AromaException(Kind.FAILED, "interrupted while waiting for the devices", e);
        } finally {
            looker.shutdownNow();
        }
    }

    private synchronized boolean isOver() {
        return waitingByTopic.isEmpty() || trouble.isPresent();
    }

    private synchronized List<Seen> result(boolean inTime) throws AromaException {
        if (inTime && trouble.isPresent()) {
            throw new AromaException(
                    Kind.FAILED, log + ": the diffusion log cannot be read (" + trouble.get() + ")", trouble.get());
        }
        return List.copyOf(seen);
    }

    private synchronized void look() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] fresh = new byte[(int) Math.min(file.length() - offset, 1 << 20)];
            file.seek(offset);
            file.readFully(fresh);
            int from = 0;
            for (int i = 0; i < fresh.length; i++) {
                if (fresh[i] == '\n') {
                    line(new String(fresh, from, i - from, StandardCharsets.UTF_8));
                    from = i + 1;
                }
            }
            offset += from;
        } catch (IOException e) {
            trouble = Optional.of(e);
        }
    }

    private void line(String line) throws JsonProcessingException {
        JsonNode node = JSON.readTree(line);
        String topic = node.path("topic").asText();
        boolean answers = !node.path("outcome").asText().equals("finished")
                && node.path("device").asText().equals(waitingByTopic.get(topic));
        if (answers) {
            waitingByTopic.remove(topic);
            seen.add(
                    new Seen(line, sentence(node), node.path("outcome").asText().equals("rejected")));
        }
    }

    private static String sentence(JsonNode node) {
        String outcome = node.path("outcome").asText();
        String device = node.path("device").asText() + " (" + node.path("side").asText() + "): " + outcome;
        if (outcome.equals("rejected")) {
            return device + ": " + node.path("reason").asText();
        }
        return device + " channel " + node.path("channel").asInt() + " at "
                + node.path("intensity").asInt() + " % for "
                + node.path("durationMs").asInt() + " ms"
                + (node.path("booster").asBoolean() ? " with booster" : "")
                + (node.hasNonNull("warning")
                        ? "; warning: " + node.path("warning").asText()
                        : "");
    }
}
