package io.aromabridge.bench.compare;

import io.aromabridge.bench.load.Load;
import io.aromabridge.core.AromaException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures row by row: a warm-up against each target, and then in each round one run against each. */
public final class Comparison {
    /**
     * What to measure.
     *
     * @param runs rounds of each row, at least 1
     * @param messages of each warm-up and each run of a row that is not paced, at least 100
     */
    public record Plan(List<Row> rows, int runs, int messages) {}

    /** Starts the processes of one row. */
    @FunctionalInterface
    public interface Start {
        /** All of them, fresh. */
        Rig rig() throws AromaException, InterruptedException;
    }

    private final Plan plan;
    private final Start start;
    private final PrintStream talk;
    private int lastId;

    /**
     * Nothing is started yet.
     *
     * @param talk gets a line for each run
     */
    public Comparison(Plan plan, Start start, PrintStream talk) {
        this.plan = plan;
        this.start = start;
        this.talk = talk;
    }

    /**
     * Measures all.
     *
     * @throws AromaException if a process does not start, ends or hangs; a loss of messages is a result
     */
    public List<RowResult> run() throws AromaException, InterruptedException {
        List<RowResult> results = new ArrayList<>();
        for (Row row : plan.rows()) {
            try (Rig rig = start.rig()) {
                results.add(measure(row, rig));
            }
        }
        return results;
    }

    private RowResult measure(Row row, Rig rig) throws AromaException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        List<BenchTarget> order = new ArrayList<>(rig.targets());
        for (BenchTarget target : order) {
            Load load = row.warmUp(++lastId, rig.way(target), plan.messages());
            runs.add(told(row, "warm-up", rig.run(target, load, true)));
            if (row.isPaced()) {
                // One message at a time takes other ways through a program than many.
                Load paced = row.measured(++lastId, rig.way(target), plan.messages());
                runs.add(told(row, "warm-up at its pace", rig.run(target, paced, true)));
            }
        }
        for (int round = 1; round <= plan.runs(); round++) {
            for (BenchTarget target : order) {
                Load load = row.measured(++lastId, rig.way(target), plan.messages());
                runs.add(told(row, "run " + round + " of " + plan.runs(), rig.run(target, load, false)));
            }
            // Who comes first may find another processor than who comes last.
            Collections.reverse(order);
        }
        return new RowResult(row, List.copyOf(runs));
    }

    private Run told(Row row, String what, Run run) {
        talk.println(row.title() + " · " + what + " · " + run.target().title() + " · " + Figures.summary(run.result()));
        if (!run.result().isComplete()) {
            talk.println("LOSS: " + Figures.trouble(run));
        }
        return run;
    }
}
