package io.aromabridge.simulator;

import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.time.Timers;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What all devices of a simulation share.
 *
 * @param timers the time and the thread that they live on
 * @param random their chance; asked on that thread only
 * @param journal records each message that reaches a device
 * @param events receives every diffusion
 */
record SimulationContext(Timers timers, RandomGenerator random, Journal journal, Consumer<DiffusionEvent> events) {
    void onDeviceThread(Runnable task) {
        Timers.Scheduled unused = timers.after(Duration.ZERO, task);
    }
}
