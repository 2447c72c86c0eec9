package io.aromabridge.simulator;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.metric.Sample;
import io.aromabridge.core.metric.SampleSource;
import io.aromabridge.core.time.Timers;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.light.LightDevice;
import io.aromabridge.simulator.light.LightSnapshot;
import io.aromabridge.simulator.mqtt.ConnectionLog;
import io.aromabridge.simulator.mqtt.DeviceConnection;
import io.aromabridge.simulator.mqtt.MqttEventLoop;
import io.aromabridge.simulator.mqtt.ReconnectBackoff;
import io.aromabridge.simulator.shooter.AromaShooter;
import io.aromabridge.simulator.shooter.ShooterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fleet of simulated devices, each behind its own MQTT connection. Two threads serve all of them: one for the network,
 * and one on which the devices live and their timers run.
 */
public final class Simulation implements SampleSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Simulation.class);
    private static final long CLOSE_MILLIS = 500;
    private static final Duration FARTHEST = Duration.ofDays(1000);

    private final ScheduledThreadPoolExecutor executor;
    private final boolean ownTime;
    private final SimulationContext context;
    private final Map<String, DeviceInstance> devices = new LinkedHashMap<>();
    private final CompletableFuture<Void> ready;
    private Optional<CompletableFuture<Void>> end = Optional.empty();

    Simulation(SimulationBuilder from) {
        executor = new ScheduledThreadPoolExecutor(1, Simulation::deviceThread);
        executor.setRemoveOnCancelPolicy(true);
        ownTime = from.timers.isEmpty();
        Timers realTime = Timers.on(executor, InstantSource.system());
        // A chance of their own: that of the connections is asked on another thread.
        RandomGenerator random = new SplittableRandom(from.random.nextLong());
        context = new SimulationContext(
                new LoggingTimers(from.timers.orElse(realTime)), random, from.journal, from.events);
        Map<Side, ConnectionLog> logs = new EnumMap<>(Side.class);
        from.endpoints.forEach((side, endpoint) -> logs.put(side, new ConnectionLog(endpoint, realTime)));
        MqttEventLoop loop = new MqttEventLoop("simulator-network");
        ReconnectBackoff reconnect = new ReconnectBackoff(from.reconnectDelay, from.random);
        for (DeviceSpec spec : from.devices) {
            String clientId = from.clientIds.apply(spec.name());
            Endpoint endpoint = endpoint(from, spec);
            ConnectionLog connectionLog = Objects.requireNonNull(logs.get(spec.side()));
            devices.put(
                    spec.name(),
                    new DeviceInstance(
                            spec,
                            clientId,
                            context,
                            () -> new DeviceConnection(clientId, endpoint, reconnect, loop, connectionLog)));
        }
        ready = all(devices.values().stream().map(DeviceInstance::ready));
    }

    private static CompletableFuture<Void> all(Stream<CompletionStage<Void>> stages) {
        return CompletableFuture.allOf(
                stages.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    /**
     * Begins the description of a simulation.
     *
     * @param events receives every diffusion on the devices' thread, in general a
     *     {@link io.aromabridge.simulator.diffusion.DiffusionLog}, which stays the caller's to close
     * @param random chance, asked when it starts and then on the network thread only
     */
    public static SimulationBuilder builder(Consumer<DiffusionEvent> events, RandomGenerator random) {
        return new SimulationBuilder(events, random);
    }

    private static Thread deviceThread(Runnable loop) {
        Thread thread = new Thread(loop, "simulator-devices");
        thread.setDaemon(true);
        return thread;
    }

    private static Endpoint endpoint(SimulationBuilder from, DeviceSpec spec) {
        Endpoint endpoint = from.endpoints.get(spec.side());
        if (endpoint == null) {
            throw new IllegalArgumentException(
                    "device " + spec.name() + " is on the side " + spec.side().text() + ", which has no endpoint");
        }
        return endpoint;
    }

    /** Completes when every device has been connected and subscribed once; exceptionally if it is closed before. */
    public CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    /**
     * Completes when a device is connected and subscribed; if its power was cut, when it is so again.
     *
     * @throws IllegalArgumentException if no device has this name
     */
    public CompletionStage<Void> ready(String name) {
        return device(name).ready();
    }

    private DeviceInstance device(String name) {
        DeviceInstance found = devices.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no device is called " + name + "; there are "
                    + (devices.isEmpty() ? "none" : String.join(", ", devices.keySet())));
        }
        return found;
    }

    /** How the shooters are now, in the order of their description. */
    public List<ShooterSnapshot> shooters() {
        return devices(AromaShooter.class).map(AromaShooter::snapshot).toList();
    }

    /** How the lights are now, in the order of their description. */
    public List<LightSnapshot> lights() {
        return devices(LightDevice.class).map(LightDevice::snapshot).toList();
    }

    private <T> Stream<T> devices(Class<T> type) {
        return devices.values().stream()
                .map(DeviceInstance::device)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** How all devices are now, with their connections. */
    public SimulationStatus status() {
        List<ShooterStatus> shooters = new ArrayList<>();
        List<LightStatus> lights = new ArrayList<>();
        List<DeviceStatus> others = new ArrayList<>();
        Instant now = context.timers().instant();
        for (DeviceInstance instance : devices.values()) {
            Device device = instance.device();
            if (device instanceof AromaShooter shooter) {
                shooters.add(ShooterStatus.of(instance, shooter, now));
            } else if (device instanceof LightDevice light) {
                lights.add(LightStatus.of(instance, light));
            } else {
                others.add(DeviceStatus.of(instance));
            }
        }
        return new SimulationStatus(shooters, lights, others);
    }

    /** What is counted and measured of each device; a shooter has seven samples. */
    @Override
    public List<Sample> samples() {
        return DeviceMetrics.of(devices.values());
    }

    /**
     * Cuts a device's power: its socket ends without DISCONNECT, what runs stops ({@code stopped} in the log), and what it
     * knew and had not obeyed yet is forgotten. Nothing happens if it has none.
     *
     * @throws IllegalArgumentException if no device has this name
     */
    public void cutPower(String name) {
        device(name).cutPower();
    }

    /** Gives a device its power back: it is at rest and connects. Likewise. */
    public void restorePower(String name) {
        device(name).restorePower();
    }

    /**
     * Makes a channel stick, also over power cuts: the shooter's messages are acknowledged as ever, but nothing comes out.
     * Each command that it cannot obey is logged as {@code rejected} with the reason; what runs is {@code stopped}.
     *
     * @param channel 1 to 6
     * @throws IllegalArgumentException if no device has this name, or it has no such channel
     */
    public void stick(String serial, int channel) {
        shooter(serial, channel).stick(channel);
    }

    /** Lets a channel that sticks obey again, from the next command on. Likewise. */
    public void unstick(String serial, int channel) {
        shooter(serial, channel).unstick(channel);
    }

    private DeviceInstance shooter(String serial, int channel) {
        DeviceInstance found = device(serial);
        if (!(found.device() instanceof AromaShooter)) {
            throw new IllegalArgumentException(
                    serial + " is no Aroma Shooter: only an Aroma Shooter has channels that stick");
        }
        if (channel < 1 || channel > DiffuseCommand.CHANNELS) {
            throw new IllegalArgumentException("channel " + channel + " of " + serial + ": channels are 1 to 6");
        }
        return found;
    }

    /**
     * Hands every n-th message that reaches a device to it twice, as QoS 1 may.
     *
     * @param every counted from now: 1 is each message; 0 ends the fault
     * @throws IllegalArgumentException if no device has this name, or the number is negative
     */
    public void duplicateDeliveries(String name, int every) {
        if (every < 0) {
            throw new IllegalArgumentException(
                    "every " + every + "th message of " + name + " twice: it must be 0, which is none, or more");
        }
        device(name).duplicateDeliveries(every);
    }

    /**
     * Sets a device's own clock wrong, also over power cuts: {@code at} of what it logs from now on is off by that.
     *
     * @param by at most 1000 days either way; positive is ahead, zero ends the fault
     * @throws IllegalArgumentException if no device has this name, or it is too much
     */
    public void skewClock(String name, Duration by) {
        if (by.abs().compareTo(FARTHEST) > 0) {
            throw new IllegalArgumentException("clock of " + name + " wrong by " + by + ": at most are 1000 days");
        }
        device(name).skewClock(by);
    }

    /** Ends the faults of all devices: those without power have it again. */
    public void clearFaults() {
        devices.values().forEach(DeviceInstance::clearFaults);
    }

    /** As {@link #closeAsync}, and waits for it. */
    @Override
    public void close() {
        closeAsync().toCompletableFuture().join();
    }

    /**
     * Disconnects every device and switches it off.
     *
     * @return completes when that is done, within a second; not exceptionally
     */
    public synchronized CompletionStage<Void> closeAsync() {
        if (end.isEmpty()) {
            end = Optional.of(end());
        }
        return end.get().minimalCompletionStage();
    }

    private CompletableFuture<Void> end() {
        CompletableFuture<Void> offline = all(devices.values().stream().map(DeviceInstance::disconnect));
        CompletableFuture<Void> off = new CompletableFuture<>();
        context.onDeviceThread(() -> {
            devices.values().forEach(DeviceInstance::powerOff);
            off.complete(null);
        });
        // Time that was given by the caller can stand still.
        CompletableFuture<Void> all = ownTime ? CompletableFuture.allOf(offline, off) : offline;
        return all.orTimeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS).handle((unused, thrown) -> {
            if (thrown != null) {
                log.debug("some devices did not disconnect in order", thrown);
            }
            executor.shutdownNow();
            return null;
        });
    }
}
