package io.aromabridge.testkit;

import io.aromabridge.core.time.Timers;
import io.aromabridge.simulator.DeviceSpec;
import io.aromabridge.simulator.LightSpec;
import io.aromabridge.simulator.ShooterSpec;
import io.aromabridge.simulator.Simulation;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.testkit.clock.ManualClock;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The simulated devices of a bed, with the one thread and the time that they live in. */
final class Devices {
    private final List<DeviceSpec> specs;
    private final BedJournal journal;
    private final ScheduledThreadPoolExecutor thread;
    private final Timers time;
    private final Optional<ManualClock> clock;
    private final Emissions emissions;
    private final Set<String> withoutPower = ConcurrentHashMap.newKeySet();
    private @Nullable Simulation simulation;

    Devices(BedPlan plan, BedJournal journal, ScheduledThreadPoolExecutor thread) {
        this.specs = plan.devices();
        this.journal = journal;
        this.thread = thread;
        this.clock = plan.manualTime() ? Optional.of(new ManualClock(thread)) : Optional.empty();
        this.time = clock.<Timers>map(c -> c).orElseGet(() -> Timers.on(thread, InstantSource.system()));
        this.emissions = new Emissions(time);
    }

    Timers time() {
        return time;
    }

    void started(Simulation made) {
        simulation = made;
    }

    Simulation simulation() {
        Simulation made = simulation;
        if (made == null) {
            throw new IllegalStateException("the devices of this testbed are not started yet");
        }
        return made;
    }

    /** Takes what a device tells of a command; on the devices' thread. */
    void tell(DiffusionEvent event) {
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
