package io.aromabridge.simulator;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.light.AnsweringLight;
import io.aromabridge.simulator.light.Lamp;
import io.aromabridge.simulator.light.Light;
import io.aromabridge.simulator.light.LightSnapshot;
import io.aromabridge.simulator.light.SwitchingLight;
import io.aromabridge.simulator.mqtt.DeviceConnection;
import io.aromabridge.simulator.mqtt.MqttEventLoop;
import io.aromabridge.simulator.mqtt.Reconnect;
import io.aromabridge.simulator.shooter.AromaShooter;
import io.aromabridge.simulator.shooter.ShooterSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fleet of simulated devices, each behind its own MQTT connection. Two threads serve all of them: one for the network,
 * and one on which the devices live and their timers run.
 */
public final class Simulation implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Simulation.class);
    private static final long CLOSE_MILLIS = 500;

    private final ScheduledThreadPoolExecutor executor;
    private final boolean ownTime;
    private final Timers timers;
    private final Consumer<DiffusionEvent> events;
    private final Journal journal;
    private final List<AromaShooter> shooters = new ArrayList<>();
    private final List<Light> lights = new ArrayList<>();
    private final List<DeviceConnection> connections = new ArrayList<>();
    private final CompletableFuture<Void> ready;
    private boolean closed;

    Simulation(SimulationBuilder from) {
        executor = new ScheduledThreadPoolExecutor(1, Simulation::deviceThread);
        executor.setRemoveOnCancelPolicy(true);
        ownTime = from.timers.isEmpty();
        timers = new LoggingTimers(from.timers.orElseGet(() -> Timers.on(executor, InstantSource.system())));
        events = from.events;
        journal = from.journal;
        MqttEventLoop loop = new MqttEventLoop("simulator-network");
        Reconnect reconnect = new Reconnect(from.reconnectDelay, from.random);
        List<CompletableFuture<Void>> firsts = new ArrayList<>();
        for (DeviceSpec spec : from.devices) {
            String clientId = from.clientIds.apply(spec.name());
            firsts.add(add(spec, clientId, endpoint(from, spec), reconnect, loop));
        }
        ready = CompletableFuture.allOf(firsts.toArray(CompletableFuture[]::new));
    }

    /**
     * Begins the description of a simulation.
     *
     * @param events told of every diffusion on the devices' thread, in general a
     *     {@link io.aromabridge.simulator.diffusion.DiffusionLog}, which stays the caller's to close
     * @param random chance, asked on the network thread only
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

    /** Makes a device with its connection and starts it; completes when it is connected for the first time. */
    private CompletableFuture<Void> add(
            DeviceSpec spec, String clientId, Endpoint endpoint, Reconnect reconnect, MqttEventLoop loop) {
        // Device and connection need each other: what a device says before it has a connection goes nowhere.
        Outlet out = new Outlet();
        Device device = device(spec, out);
        DeviceConnection.Subscription subscription = new DeviceConnection.Subscription(
                TopicFilter.of(device.topic().value()),
                device.qos(),
                message -> onDeviceThread(() -> deliver(device, clientId, message)));
        DeviceConnection connection = new DeviceConnection(clientId, endpoint, subscription, reconnect, loop);
        out.to = connection::publish;
        connections.add(connection);
        return connection
                .start()
                .thenRun(() -> onDeviceThread(device::connected))
                .toCompletableFuture();
    }

    private Device device(DeviceSpec spec, Consumer<Message> publish) {
        if (spec instanceof ShooterSpec shooter) {
            AromaShooter device = new AromaShooter(shooter.serial(), shooter.side(), shooter.scents(), timers, events);
            shooters.add(device);
            return device;
        }
        Light light = light((LightSpec) spec, publish);
        lights.add(light);
        return light;
    }

    private Light light(LightSpec spec, Consumer<Message> publish) {
        DeviceId id = new DeviceId(spec.name(), DeviceKind.LIGHT, spec.side());
        return switch (spec.role()) {
            case CLIENT1 -> new AnsweringLight(id, publish);
            case CLIENT2 -> new SwitchingLight(id, timers, publish);
            case LAMP -> new Lamp(id, spec.follows().orElseThrow(), timers, events);
        };
    }

    private void deliver(Device device, String clientId, Message message) {
        journal.record(new Hop(timers.instant(), Hop.Step.DELIVERED, device.id().name(), clientId, message, ""));
        device.receive(message);
    }

    private void onDeviceThread(Runnable task) {
        timers.after(Duration.ZERO, task);
    }

    /** Completes when every device has been connected and subscribed once; exceptionally if it is closed before. */
    public CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    /** How the shooters are now, in the order of their description. */
    public List<ShooterSnapshot> shooters() {
        return shooters.stream().map(AromaShooter::snapshot).toList();
    }

    /** How the lights are now, in the order of their description. */
    public List<LightSnapshot> lights() {
        return lights.stream().map(Light::snapshot).toList();
    }

    /** Disconnects every device and switches it off; returns within a second. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (DeviceConnection connection : connections) {
            ends.add(connection.close().toCompletableFuture());
        }
        CompletableFuture<Void> off = new CompletableFuture<>();
        onDeviceThread(() -> {
            shooters.forEach(AromaShooter::powerOff);
            lights.forEach(Light::powerOff);
            off.complete(null);
        });
        if (ownTime) {
            // Somebody else's time may stand still.
            ends.add(off);
        }
        await(CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)));
        executor.shutdownNow();
    }

    private static void await(CompletableFuture<Void> end) {
        try {
            end.get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("Some devices did not disconnect in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where a device's messages go. */
    private static final class Outlet implements Consumer<Message> {
        private volatile Consumer<Message> to = dropped -> {};

        @Override
        public void accept(Message message) {
            to.accept(message);
        }
    }
}
