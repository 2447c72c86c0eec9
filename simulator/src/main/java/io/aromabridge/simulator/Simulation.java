package io.aromabridge.simulator;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.metric.Sample;
import io.aromabridge.core.metric.SampleSource;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.light.AnsweringLight;
import io.aromabridge.simulator.light.Lamp;
import io.aromabridge.simulator.light.Light;
import io.aromabridge.simulator.light.LightSnapshot;
import io.aromabridge.simulator.light.SwitchingLight;
import io.aromabridge.simulator.mqtt.ConnectionReport;
import io.aromabridge.simulator.mqtt.DeviceConnection;
import io.aromabridge.simulator.mqtt.MqttEventLoop;
import io.aromabridge.simulator.mqtt.Reconnect;
import io.aromabridge.simulator.shooter.AromaShooter;
import io.aromabridge.simulator.shooter.ShooterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final ScheduledThreadPoolExecutor executor;
    private final boolean ownTime;
    private final Timers timers;
    private final Consumer<DiffusionEvent> events;
    private final Journal journal;
    private final Map<Side, ConnectionReport> reports = new EnumMap<>(Side.class);
    private final List<Member> members = new ArrayList<>();
    private final CompletableFuture<Void> ready;
    private boolean closed;

    Simulation(SimulationBuilder from) {
        executor = new ScheduledThreadPoolExecutor(1, Simulation::deviceThread);
        executor.setRemoveOnCancelPolicy(true);
        ownTime = from.timers.isEmpty();
        Timers realTime = Timers.on(executor, InstantSource.system());
        timers = new LoggingTimers(from.timers.orElse(realTime));
        from.endpoints.forEach((side, endpoint) -> reports.put(side, new ConnectionReport(endpoint, realTime)));
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
        Tally tally = new Tally();
        Device device = device(spec, out, tally.andThen(events));
        DeviceConnection.Subscription subscription = new DeviceConnection.Subscription(
                TopicFilter.of(device.topic().value()),
                device.qos(),
                message -> onDeviceThread(() -> {
                    tally.message();
                    deliver(device, clientId, message);
                }));
        ConnectionReport report = Objects.requireNonNull(reports.get(spec.side()));
        DeviceConnection connection = new DeviceConnection(clientId, endpoint, subscription, reconnect, loop, report);
        out.to = connection::publish;
        members.add(new Member(device, connection, tally));
        return connection
                .start()
                .thenRun(() -> onDeviceThread(device::connected))
                .toCompletableFuture();
    }

    private Device device(DeviceSpec spec, Consumer<Message> publish, Consumer<DiffusionEvent> told) {
        if (spec instanceof ShooterSpec shooter) {
            return new AromaShooter(shooter.serial(), shooter.side(), shooter.scents(), timers, told);
        }
        return light((LightSpec) spec, publish, told);
    }

    private Light light(LightSpec spec, Consumer<Message> publish, Consumer<DiffusionEvent> told) {
        DeviceId id = new DeviceId(spec.name(), DeviceKind.LIGHT, spec.side());
        return switch (spec.role()) {
            case CLIENT1 -> new AnsweringLight(id, publish);
            case CLIENT2 -> new SwitchingLight(id, timers, publish);
            case LAMP -> new Lamp(id, spec.follows().orElseThrow(), timers, told);
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
        return devices(AromaShooter.class).map(AromaShooter::snapshot).toList();
    }

    /** How the lights are now, in the order of their description. */
    public List<LightSnapshot> lights() {
        return devices(Light.class).map(Light::snapshot).toList();
    }

    private <T> Stream<T> devices(Class<T> type) {
        return members.stream().map(Member::device).filter(type::isInstance).map(type::cast);
    }

    /** How all devices are now, with their connections. */
    public SimulationStatus status() {
        List<ShooterStatus> shooters = new ArrayList<>();
        List<LightStatus> lights = new ArrayList<>();
        Instant now = timers.instant();
        for (Member member : members) {
            if (member.device() instanceof AromaShooter shooter) {
                shooters.add(ShooterStatus.of(member, shooter, now));
            } else if (member.device() instanceof Light light) {
                lights.add(LightStatus.of(member, light));
            }
        }
        return new SimulationStatus(shooters, lights);
    }

    /** What is counted and measured of each device; a shooter has seven samples. */
    @Override
    public List<Sample> samples() {
        return DeviceSamples.of(members);
    }

    /** Disconnects every device and switches it off; returns within a second. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (Member member : members) {
            ends.add(member.connection().close().toCompletableFuture());
        }
        CompletableFuture<Void> off = new CompletableFuture<>();
        onDeviceThread(() -> {
            members.forEach(member -> member.device().powerOff());
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
