package io.aromabridge.simulator;

import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.diffusion.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What was counted of one device. Counted on the devices' thread, read on any. */
final class Tally implements Consumer<DiffusionEvent> {
    /** What may become of a command; a run that ends by itself is not one. */
    static final List<Outcome> OF_COMMANDS =
            List.of(Outcome.DIFFUSING, Outcome.REPLACED, Outcome.STOPPED, Outcome.REJECTED);

    private final Map<Outcome, Long> commands = new EnumMap<>(Outcome.class);
    private long messages;

    synchronized void message() {
        messages++;
    }

    @Override
    public synchronized void accept(DiffusionEvent event) {
        commands.merge(event.outcome(), 1L, Long::sum);
    }

    synchronized long messages() {
        return messages;
    }

    synchronized long commands(Outcome outcome) {
        return commands.getOrDefault(outcome, 0L);
    }
}
