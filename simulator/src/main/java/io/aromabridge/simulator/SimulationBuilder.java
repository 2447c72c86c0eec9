package io.aromabridge.simulator;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.time.Timers;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Says what a {@link Simulation} is made of. */
public final class SimulationBuilder {
    final List<DeviceSpec> devices = new ArrayList<>();
    final Map<Side, Endpoint> endpoints = new EnumMap<>(Side.class);
    final Consumer<DiffusionEvent> events;
    final RandomGenerator random;
    Optional<Timers> timers = Optional.empty();
    Journal journal = Journal.none();
    UnaryOperator<String> clientIds = UnaryOperator.identity();
    Duration reconnectDelay = Duration.ofMillis(200);

    SimulationBuilder(Consumer<DiffusionEvent> events, RandomGenerator random) {
        this.events = events;
        this.random = random;
    }

    /** Adds devices. */
    public SimulationBuilder devices(Collection<? extends DeviceSpec> specs) {
        devices.addAll(specs);
        return this;
    }

    /** Adds a device. */
    public SimulationBuilder device(DeviceSpec spec) {
        devices.add(spec);
        return this;
    }

    /** Where the devices of one side connect. Needed for each side that has a device. */
    public SimulationBuilder endpoint(Side side, Endpoint endpoint) {
        endpoints.put(side, endpoint);
        return this;
    }

    /**
     * The time that the devices live in, on the thread that they live on; by default real time on an own thread.
     *
     * <p>What arrives for a device is handed to it as a task with a delay of zero. So timers that a test moves by hand run
     * such a task soon, though their time stands still: on a thread of their own, and never within the call. (If they keep
     * it until time moves, the device gets its message only then.) Tasks never run two at a time, and the timers hold no
     * lock while they run one: it asks them for more, and so do other threads. Connections live in real time.
     */
    public SimulationBuilder timers(Timers given) {
        timers = Optional.of(given);
        return this;
    }

    /** Records each message that reaches a device; by default none is recorded. */
    public SimulationBuilder journal(Journal given) {
        journal = given;
        return this;
    }

    /** A device's client identifier from its name; by default the name itself. */
    public SimulationBuilder clientIds(UnaryOperator<String> fromName) {
        clientIds = fromName;
        return this;
    }

    /**
     * The wait before each attempt to connect again, more than zero; by default 200 ms. Up to a quarter is added, and it
     * doubles, up to 5 s, each time that a device is refused.
     */
    public SimulationBuilder reconnectDelay(Duration delay) {
        reconnectDelay = delay;
        return this;
    }

    /**
     * Starts the devices; they are connected when {@link Simulation#ready} completes.
     *
     * @throws IllegalArgumentException if two devices share a name, or a side that has devices has no endpoint
     */
    public Simulation start() {
        Set<String> names = new HashSet<>();
        for (DeviceSpec spec : devices) {
            if (!names.add(spec.name())) {
                throw new IllegalArgumentException("two devices are called " + spec.name() + ": names must differ");
            }
        }
        return new Simulation(this);
    }
}
