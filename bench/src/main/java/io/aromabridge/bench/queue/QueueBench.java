package io.aromabridge.bench.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.bench.compare.Figures;
import io.aromabridge.bench.compare.Machine;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.JavaChild;
import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures the durable queue in a process of its own: all rows warm up, then they take turns. */
public final class QueueBench {
    private static final int BAR = 250;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** In the table's order. */
    public static final List<QueueRow> ROWS = Stream.of(SyncMode.values())
            .flatMap(sync -> IntStream.of(1, 100, 1000)
                    .mapToObj(outstanding ->
                            new QueueRow(sync, outstanding, sync == SyncMode.NEVER || outstanding < 1000 ? 0 : BAR)))
            .toList();

    private final int messages;
    private final PrintStream talk;
    private final Children children;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Nothing is started yet.
     *
     * @param messages of each run
     * @param talk gets a line for each run
     */
    public QueueBench(int messages, PrintStream talk, Children children) {
        this.messages = messages;
        this.talk = talk;
        this.children = children;
    }

    /** Measures these rows. */
    public QueueReport run(List<QueueRow> rows, int runs, Machine machine) throws AromaException, InterruptedException {
        Path folder = children.folder();
        List<List<QueueRun>> results =
                rows.stream().<List<QueueRun>>map(unused -> new ArrayList<>()).toList();
        // Without flags, as the commands run.
        try (JavaChild child = children.java("the queue's process", QueueMain.class, List.of())) {
            for (int round = 0; round <= runs; round++) {
                for (int i = 0; i < rows.size(); i++) {
                    QueueRun run = run(child, rows.get(i), folder.resolve(round + "-" + i));
                    talk.println(rows.get(i).name() + " · " + (round == 0 ? "warm-up" : "run " + round + " of " + runs)
                            + " · append " + Figures.rate(run.messages() * 1e9 / run.appendNanos()) + " · drain "
                            + Figures.rate(run.messages() * 1e9 / run.drainNanos()));
                    if (round > 0) {
                        results.get(i).add(run);
                    }
                }
            }
        }
        return new QueueReport(machine, disk(folder), messages, runs, rows, results);
    }

    private QueueRun run(JavaChild child, QueueRow row, Path folder) throws AromaException, InterruptedException {
        try {
            QueueJob job = new QueueJob(folder.toString(), row.sync(), row.outstanding(), row.messages(messages));
            return json.readValue(child.ask(json.writeValueAsString(job), LIMIT), QueueRun.class);
        } catch (JsonProcessingException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED, "the queue's answer is not JSON: " + e.getMessage(), e);
        }
    }

    private static String disk(Path folder) {
        try {
            return Files.getFileStore(folder).type();
        } catch (IOException e) {
            return "an unknown file system";
        }
    }
}
