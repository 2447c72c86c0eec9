package io.aromabridge.simulator;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.diffusion.Outcome;
import io.aromabridge.simulator.mqtt.DeviceConnection;
import io.aromabridge.simulator.shooter.AromaShooter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device of a simulation with its connection, its faults and its counters. Each time that it gets power it is a new
 * device with a new connection; faults and counters stay. Thread-safe.
 */
final class DeviceInstance {
    private static final Logger log = LoggerFactory.getLogger(Simulation.class);

    // fixed
    private final DeviceSpec spec;
    private final String clientId;
    private final SimulationContext context;
    private final Supplier<DeviceConnection> connections;

    // counted on the devices' thread, read on any
    private final LongAdder messages = new LongAdder();
    private final Map<Outcome, Long> outcomes = new ConcurrentHashMap<>();

    // changed while this is held
    private volatile DeviceConnection connection;
    private volatile Device device;
    private volatile int cycle;
    private boolean powered = true;
    private boolean closed;
    private CompletableFuture<Void> ready = new CompletableFuture<>();

    // faults, changed while this is held
    private final Set<Integer> stuck = new TreeSet<>();
    private int every;
    private long arrivals;
    private volatile Duration skew = Duration.ZERO;

    /** A device that has power and connects; {@code connections} makes one for each time that it has power. */
    DeviceInstance(
            DeviceSpec spec, String clientId, SimulationContext context, Supplier<DeviceConnection> connections) {
        this.spec = spec;
        this.clientId = clientId;
        this.context = context;
        this.connections = connections;
        this.connection = connections.get();
        this.device = device(connection);
        start();
    }

    private Device device(DeviceConnection transport) {
        return new DeviceFactory(context.timers(), context.random()).make(spec, transport, this::report);
    }

    private void start() {
        int mine = cycle;
        var unused = connection
                .start(device.filters(), device.qos(), message -> arrived(mine, message))
                .thenRun(() -> connected(mine));
    }

    DeviceId id() {
        return device.id();
    }

    /** The state machine that it is now. */
    Device device() {
        return device;
    }

    /** Whether it is connected and subscribed. */
    boolean isConnected() {
        return connection.isConnected();
    }

    /** How many messages have reached it. */
    long messages() {
        return messages.sum();
    }

    /** How many diffusion events there were with this outcome. */
    long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Completes when it is connected and subscribed, for the first time since it has power. */
    synchronized CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    private synchronized void connected(int when) {
        if (when == cycle) {
            inCycle(when, device::connected);
            ready.complete(null);
        }
    }

    /** Does something with the device on its thread, unless it has lost its power by then. */
    private void inCycle(int when, Runnable task) {
        context.onDeviceThread(() -> {
            if (when == cycle) {
                task.run();
            }
        });
    }

    private void report(DiffusionEvent event) {
        outcomes.merge(event.outcome(), 1L, Long::sum);
        context.events().accept(skew.isZero() ? event : event.withAt(event.at().plus(skew)));
    }

    private synchronized void arrived(int when, Message message) {
        Device receiver = device;
        if (when != cycle || !receiver.admits(message)) {
            return;
        }
        boolean twice = every > 0 && ++arrivals % every == 0;
        for (int copies = twice ? 2 : 1; copies > 0; copies--) {
            inCycle(when, () -> deliver(receiver, message));
        }
    }

    /** Counts a message, notes it in the journal and hands it to the device; on the devices' thread. */
    void deliver(Device receiver, Message message) {
        messages.increment();
        context.journal()
                .record(new Hop(context.timers().instant(), Hop.Step.DELIVERED, spec.name(), clientId, message, ""));
        receiver.receive(message);
    }

    synchronized void cutPower() {
        if (!powered || closed) {
            return;
        }
        log.info("{} loses its power", id());
        powered = false;
        cycle++;
        if (ready.isDone()) {
            ready = new CompletableFuture<>();
        }
        connection.abort();
        context.onDeviceThread(device::powerOff);
    }

    synchronized void restorePower() {
        if (powered || closed) {
            return;
        }
        log.info("{} has power again", id());
        powered = true;
        cycle++;
        connection = connections.get();
        device = device(connection);
        stuck.forEach(channel -> onShooter(shooter -> shooter.stick(channel)));
        start();
    }

    synchronized void stick(int channel) {
        if (stuck.add(channel)) {
            log.info("Channel {} of {} sticks", channel, id());
            onShooter(shooter -> shooter.stick(channel));
        }
    }

    synchronized void unstick(int channel) {
        if (stuck.remove(channel)) {
            log.info("Channel {} of {} is free again", channel, id());
            onShooter(shooter -> shooter.unstick(channel));
        }
    }

    private void onShooter(Consumer<AromaShooter> task) {
        if (device instanceof AromaShooter shooter) {
            inCycle(cycle, () -> task.accept(shooter));
        }
    }

    synchronized void duplicateDeliveries(int everySoMany) {
        every = everySoMany;
        arrivals = 0;
    }

    synchronized void skewClock(Duration by) {
        skew = by;
    }

    synchronized void clearFaults() {
        restorePower();
        List.copyOf(stuck).forEach(this::unstick);
        duplicateDeliveries(0);
        skewClock(Duration.ZERO);
    }

    /** Disconnects; completes when the connection is down. The device runs on until it is {@link #powerOff switched off}. */
    synchronized CompletionStage<Void> disconnect() {
        closed = true;
        ready.completeExceptionally(new CancellationException(spec.name() + " was closed before it was connected"));
        return powered ? connection.close() : CompletableFuture.completedFuture(null);
    }

    /** Switches the device off, after {@link #disconnect}; on the devices' thread. */
    void powerOff() {
        if (losesPower()) {
            device.powerOff();
        }
    }

    private synchronized boolean losesPower() {
        boolean had = powered;
        powered = false;
        return had;
    }
}
