package io.aromabridge.simulator;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.Radio;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.mqtt.DeviceConnection;
import io.aromabridge.simulator.shooter.AromaShooter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device through all the times that it has power, with what is wrong with it. Each time that it gets power it is a
 * new device with a new connection. Thread-safe.
 */
final class Unit {
    private static final Logger log = LoggerFactory.getLogger(Simulation.class);

    // fixed
    private final DeviceSpec spec;
    private final String clientId;
    private final Surroundings around;
    private final Function<DeviceConnection.Subscription, DeviceConnection> connections;
    private final Tally tally = new Tally();

    // changed while this is held
    private volatile Member member;
    private volatile int cycle;
    private boolean powered;
    private boolean closed;
    private CompletableFuture<Void> ready = new CompletableFuture<>();

    // faults, changed while this is held
    private final Set<Integer> stuck = new TreeSet<>();
    private int every;
    private long arrivals;
    private volatile Duration skew = Duration.ZERO;

    /** A device that has power and connects. */
    Unit(
            DeviceSpec spec,
            String clientId,
            Surroundings around,
            Function<DeviceConnection.Subscription, DeviceConnection> connections) {
        this.spec = spec;
        this.clientId = clientId;
        this.around = around;
        this.connections = connections;
        this.powered = true;
        this.member = make();
        start(member);
    }

    /** What it is now. */
    Member member() {
        return member;
    }

    /** Completes when it is connected and subscribed, for the first time since it has power. */
    synchronized CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    private Member make() {
        int mine = cycle;
        // Device and connection need each other: what a device says before it has a connection goes nowhere.
        Outlet out = new Outlet();
        Device device = new DeviceMaker(around.timers(), around.random()).make(spec, out, tally.andThen(this::told));
        DeviceConnection connection = connections.apply(
                new DeviceConnection.Subscription(device.filters(), device.qos(), message -> arrived(mine, message)));
        out.to = Optional.of(connection);
        return new Member(device, connection, tally);
    }

    private void start(Member begun) {
        int mine = cycle;
        var unused = begun.connection().start().thenRun(() -> connected(mine));
    }

    private synchronized void connected(int when) {
        if (when == cycle) {
            Device device = member.device();
            inCycle(when, device::connected);
            ready.complete(null);
        }
    }

    /** Does something with the device on its thread, unless it has lost its power by then. */
    private void inCycle(int when, Runnable task) {
        around.onDeviceThread(() -> {
            if (when == cycle) {
                task.run();
            }
        });
    }

    private void told(DiffusionEvent event) {
        around.events().accept(skew.isZero() ? event : event.withAt(event.at().plus(skew)));
    }

    private synchronized void arrived(int when, Message message) {
        Device device = member.device();
        if (when != cycle || !device.admits(message)) {
            return;
        }
        boolean twice = every > 0 && ++arrivals % every == 0;
        for (int copies = twice ? 2 : 1; copies > 0; copies--) {
            inCycle(when, () -> deliver(device, message));
        }
    }

    private void deliver(Device device, Message message) {
        tally.message();
        around.journal()
                .record(new Hop(around.timers().instant(), Hop.Step.DELIVERED, spec.name(), clientId, message, ""));
        device.receive(message);
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
        member.connection().unplug();
        around.onDeviceThread(member.device()::powerOff);
    }

    synchronized void restorePower() {
        if (powered || closed) {
            return;
        }
        log.info("{} has power again", id());
        powered = true;
        cycle++;
        member = make();
        stuck.forEach(channel -> onShooter(shooter -> shooter.stick(channel)));
        start(member);
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
        if (member.device() instanceof AromaShooter shooter) {
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

    private DeviceId id() {
        return member.id();
    }

    /** Disconnects; completes when the connection is down. The device runs on until it is {@link #powerOff switched off}. */
    synchronized CompletionStage<Void> disconnect() {
        closed = true;
        ready.completeExceptionally(new CancellationException(spec.name() + " was closed before it was connected"));
        return powered ? member.connection().close() : CompletableFuture.completedFuture(null);
    }

    /** Switches the device off, after {@link #disconnect}; on the devices' thread. */
    void powerOff() {
        if (losesPower()) {
            member.device().powerOff();
        }
    }

    private synchronized boolean losesPower() {
        boolean had = powered;
        powered = false;
        return had;
    }

    /** What a device has of its connection. */
    private static final class Outlet implements Radio {
        private volatile Optional<DeviceConnection> to = Optional.empty();

        @Override
        public void publish(Message message) {
            to.ifPresent(connection -> connection.publish(message));
        }

        @Override
        public void subscribe(TopicFilter filter) {
            to.ifPresent(connection -> connection.subscribe(filter));
        }

        @Override
        public void unsubscribe(TopicFilter filter) {
            to.ifPresent(connection -> connection.unsubscribe(filter));
        }
    }
}
