package io.aromabridge.bench.fanout;

import io.aromabridge.bench.compare.Figures;
import io.aromabridge.bench.compare.Machine;
import io.aromabridge.core.AromaException;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.diffusion.Outcome;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Measures how long one command takes to reach every shooter of a list, all in this process. */
public final class FanOutBench {
    /** Of the bridge to the stand-in. */
    public static final int CONNECTIONS = 10;

    private static final int WARM_UP = 5;

    /** A connection that has been silent for so long may send at its full rate. */
    private static final Duration PAUSE = Duration.ofMillis(1200);

    private final int shooters;
    private final Path folder;
    private final PrintStream talk;

    /** Shooters that are to obey the command of now. */
    private volatile Obeying obeying = new Obeying(0, 0);

    /**
     * Nothing is started yet.
     *
     * @param shooters that the command is for
     * @param folder for the queue, on a disk as the bridge's would be
     * @param talk gets a line for each run
     */
    public FanOutBench(int shooters, Path folder, PrintStream talk) {
        this.shooters = shooters;
        this.folder = folder;
        this.talk = talk;
    }

    /** Who has obeyed one command, which is known by its duration. */
    private static final class Obeying {
        private final int duration;
        private final CountDownLatch left;
        private final Set<String> done = new HashSet<>();
        private volatile long last = System.nanoTime();

        Obeying(int duration, int shooters) {
            this.duration = duration;
            this.left = new CountDownLatch(shooters);
        }

        /** On the devices' thread alone. */
        void see(DiffusionEvent event) {
            boolean begins = event.outcome() == Outcome.DIFFUSING || event.outcome() == Outcome.REPLACED;
            if (begins
                    && event.command().map(DiffuseCommand::durationMs).equals(Optional.of(duration))
                    && done.add(event.device().name())) {
                last = System.nanoTime();
                left.countDown();
            }
        }
    }

    /** Measures so many commands, one after the other. */
    public FanOutReport run(int runs, Machine machine) throws AromaException, InterruptedException {
        List<FanOutRun> results = new ArrayList<>();
        try (Hall hall = new Hall(shooters, CONNECTIONS, folder, event -> obeying.see(event))) {
            for (int number = 1 - WARM_UP; number <= runs; number++) {
                FanOutRun run = run(hall, number + WARM_UP);
                talk.println("fanout · " + (number < 1 ? "warm-up" : "run " + number + " of " + runs)
                        + " · acknowledged after " + Figures.millis(run.acknowledgedNanos() / 1e6)
                        + " · last diffusion after " + Figures.millis(run.lastNanos() / 1e6)
                        + (run.missing() == 0 ? "" : " · LOSS: " + run.missing() + " shooters got nothing"));
                if (number >= 1) {
                    results.add(run);
                }
            }
        }
        return new FanOutReport(machine, shooters, CONNECTIONS, results);
    }

    private FanOutRun run(Hall hall, int number) throws AromaException, InterruptedException {
        boolean unusedNeverComes = new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        Obeying now = new Obeying(number, shooters);
        obeying = now;
        long began = System.nanoTime();
        hall.publish(new DiffuseCommand(3, number, 100, false));
        long acknowledged = System.nanoTime();
        boolean unusedIsCounted = now.left.await(20 + shooters / 100, TimeUnit.SECONDS);
        return new FanOutRun((int) now.left.getCount(), acknowledged - began, now.last - began, hall.greatestRate());
    }
}
