package io.aromabridge.testkit.fanout;

import io.aromabridge.core.message.Message;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.diffusion.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sees who is told to diffuse, or diffuses, and knows the command by its duration. */
final class Witness {
    private final Map<String, List<Integer>> seen = new TreeMap<>();
    private long last = System.nanoTime();
    private int total;

    void see(DiffusionEvent event) {
        if (event.outcome() == Outcome.DIFFUSING || event.outcome() == Outcome.REPLACED) {
            see(event.device().name(), event.command().orElseThrow());
        }
    }

    /** Sees a command on its way to a shooter. */
    void see(Message message) {
        see(message.topic().value().split("/", -1)[2], DiffuseCommand.parse(message.payload()));
    }

    private synchronized void see(String device, DiffuseCommand command) {
        seen.computeIfAbsent(device, unused -> new ArrayList<>(3)).add(command.durationMs());
        total++;
        last = System.nanoTime();
        notifyAll();
    }

    /** Waits until so many diffusions have been seen, as long as they go on coming. */
    synchronized void await(int diffusions, Duration silence) throws InterruptedException {
        while (total < diffusions && System.nanoTime() - last < silence.toNanos()) {
            wait(Math.max(1, silence.toMillis() / 10));
        }
    }

    /** The commands that each device has obeyed, in order, by its serial number. */
    synchronized Map<String, List<Integer>> seen() {
        return Map.copyOf(seen);
    }

    /** When the last one was seen, as {@link System#nanoTime} counts. */
    synchronized long last() {
        return last;
    }
}
