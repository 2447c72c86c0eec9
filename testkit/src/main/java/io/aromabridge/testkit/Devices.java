package io.aromabridge.testkit;

import io.aromabridge.core.time.Timers;
import io.aromabridge.simulator.DeviceSpec;
import io.aromabridge.simulator.LightSpec;
import io.aromabridge.simulator.ShooterSpec;
import io.aromabridge.simulator.Simulation;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.testing.time.ManualClock;
import io.aromabridge.testkit.journal.BedJournal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated devices of a bed, with the one thread and the time that they live in. */
final class Devices {
    private static final Logger log = LoggerFactory.getLogger(Testbed.class);

    private final List<DeviceSpec> specs;
    private final BedJournal journal;
    private final ScheduledThreadPoolExecutor thread;
    private final Timers time;
    private final Optional<ManualClock> clock;
    private final Emissions emissions;
    private final Set<String> withoutPower = ConcurrentHashMap.newKeySet();
    private final Duration patience;
    private final CompletableFuture<Simulation> simulation = new CompletableFuture<>();

    Devices(BedPlan plan, BedJournal journal, ScheduledThreadPoolExecutor thread) {
        this.specs = plan.devices();
        this.patience = plan.patience().connecting();
        this.journal = journal;
        this.thread = thread;
        this.clock = plan.manualTime() ? Optional.of(new ManualClock(thread)) : Optional.empty();
        this.time = clock.<Timers>map(c -> c).orElseGet(() -> Timers.on(thread, InstantSource.system()));
        this.emissions = new Emissions(time);
    }

    Timers time() {
        return time;
    }

    /** Starts them in the background: they are needed only when the first message is sent to one. */
    void start(BedThreads threads, Supplier<Simulation> description) {
        threads.begin("testbed-devices-start", () -> {
            try {
                simulation.complete(description.get());
            } catch (RuntimeException e) {
                log.error("devices of a testbed did not start", e);
                simulation.completeExceptionally(e);
            }
        });
    }

    /** They are waited for until they are started. */
    Simulation simulation() {
        await(simulation, patience, "the devices have not started within " + patience.toMillis() + " ms");
        return simulation.join();
    }

    /** Ends them, also if they are not started yet. */
    void close() {
        simulation.handle((made, failure) -> Optional.ofNullable(made)).join().ifPresent(Simulation::close);
    }

    /** Takes what a device reports of a command; on the devices' thread. */
    void report(DiffusionEvent event) {
        emissions.note(event);
        journal.event(event.device().name(), event.outcome().text(), event.sentence());
    }

    Emissions emissions() {
        return emissions;
    }

    ManualClock clock() {
        return clock.orElseThrow(() -> new IllegalStateException(
                "the devices of this testbed live in real time; leave realDeviceTime() out to move it by hand"));
    }

    List<DeviceSpec> specs() {
        return specs;
    }

    List<ShooterSpec> shooters() {
        return specs.stream()
                .filter(ShooterSpec.class::isInstance)
                .map(ShooterSpec.class::cast)
                .toList();
    }

    List<LightSpec> lights() {
        return specs.stream()
                .filter(LightSpec.class::isInstance)
                .map(LightSpec.class::cast)
                .toList();
    }

    /** The one of this name. Throws {@link IllegalArgumentException}, with the names that there are, if there is none. */
    static <T extends Receiver> T named(String kind, String name, List<T> all) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow(() -> {
            String there = all.stream().map(Receiver::name).collect(Collectors.joining(", "));
            return new IllegalArgumentException("this testbed has no " + kind + " " + name + "; it has "
                    + (there.isEmpty() ? "none" : there) + ": name it where the testbed is described");
        });
    }

    /** Waits until the devices' thread has done all that it was given before. */
    void settle(Duration limit) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            thread.execute(() -> done.complete(null));
        } catch (RejectedExecutionException closed) {
            // Nothing happens any more.
            return;
        }
        await(done, limit, "the devices are busy for more than " + limit.toMillis() + " ms");
    }

    /** It is without power from now on, or has it again. */
    void hasPower(String name, boolean power) {
        if (power) {
            withoutPower.remove(name);
        } else {
            withoutPower.add(name);
        }
    }

    /** Waits until a device is connected, unless it cannot be because it is without power. */
    void awaitReady(String name, Duration limit) {
        if (withoutPower.contains(name)) {
            return;
        }
        await(
                simulation().ready(name).toCompletableFuture(),
                limit,
                name + " has not connected within " + limit.toMillis() + " ms");
    }

    static void await(CompletableFuture<?> future, Duration limit, String late) {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(late, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + late, e);
        }
    }
}
