package io.aromabridge.bench.local;

import io.aromabridge.bench.load.Load;
import io.aromabridge.bench.process.Children;
import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Measures row by row: a warm-up against each target, and then in each round one run against each. */
public final class LocalBench {
    /**
     * What to measure.
     *
     * @param runs rounds of each row, at least 1
     * @param messages of each warm-up and each run of a row that is not paced, at least 100
     * @param mosquitto the program; empty measures ours alone
     */
    public record Plan(List<Row> rows, int runs, int messages, Optional<Path> mosquitto) {}

    private final Plan plan;
    private final PrintStream talk;
    private final Children children;
    private int lastId;

    /**
     * Nothing is started yet.
     *
     * @param talk gets a line for each run
     */
    public LocalBench(Plan plan, PrintStream talk, Children children) {
        this.plan = plan;
        this.talk = talk;
        this.children = children;
    }

    /**
     * Measures all.
     *
     * @throws AromaException if a process does not start, ends or hangs; a loss of messages is a result
     */
    public List<RowResult> run() throws AromaException, InterruptedException {
        Path folder = folder();
        List<RowResult> results = new ArrayList<>();
        for (Row row : plan.rows()) {
            try (Rig rig = new Rig(plan.mosquitto(), folder, children)) {
                results.add(measure(row, rig));
            }
        }
        return results;
    }

    private static Path folder() throws AromaException {
        try {
            Path folder = Files.createTempDirectory("aromabridge-bench-");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.FAILED, "no folder for temporary files: " + e.getMessage(), e);
        }
    }

    private RowResult measure(Row row, Rig rig) throws AromaException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        List<Target> order = new ArrayList<>(rig.targets());
        for (Target target : order) {
            Load load = row.warmUp(++lastId, rig.port(target), plan.messages());
            runs.add(told(row, "warm-up", rig.run(target, load, true)));
        }
        for (int round = 1; round <= plan.runs(); round++) {
            for (Target target : order) {
                Load load = row.measured(++lastId, rig.port(target), plan.messages());
                runs.add(told(row, "run " + round + " of " + plan.runs(), rig.run(target, load, false)));
            }
            // Who comes first may find another processor than who comes last.
            Collections.reverse(order);
        }
        return new RowResult(row, List.copyOf(runs));
    }

    private Run told(Row row, String what, Run run) {
        talk.println(row.title() + " · " + what + " · " + run.target().title() + " · " + Text.summary(run.result()));
        if (!run.result().isComplete()) {
            talk.println("LOSS: " + Text.trouble(run));
        }
        return run;
    }
}
