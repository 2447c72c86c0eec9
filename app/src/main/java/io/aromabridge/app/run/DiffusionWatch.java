package io.aromabridge.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.core.message.Message;
import java.io.IOException;
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

    private final LineTail tail;
    private final List<String> devices;
    private final Map<String, String> waitingByTopic = new LinkedHashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private Optional<IOException> trouble = Optional.empty();

    private DiffusionWatch(LineTail tail, List<String> devices, List<Message> commands) {
        this.tail = tail;
        this.devices = devices;
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
            return Optional.of(new DiffusionWatch(
                    LineTail.fromEnd(log.get()), running.orElseThrow().devices(), commands));
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
                    Kind.FAILED,
                    tail.file() + ": the diffusion log cannot be read (" + trouble.get() + ")",
                    trouble.get());
        }
        return List.copyOf(seen);
    }

    private synchronized void look() {
        try {
            for (String line : tail.read()) {
                line(line);
            }
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
            seen.add(new Seen(line, DiffusionSentence.of(node), DiffusionSentence.isRejection(node)));
        }
    }
}
