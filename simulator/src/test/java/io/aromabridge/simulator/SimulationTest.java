package io.aromabridge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.metric.Sample;
import io.aromabridge.core.time.Timers;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.light.LightRole;
import io.aromabridge.simulator.light.LightSnapshot;
import io.aromabridge.simulator.light.Rgb;
import io.aromabridge.simulator.mqtt.DeviceConnection;
import io.aromabridge.simulator.shooter.ShooterSnapshot;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.FakeBroker;
import io.aromabridge.testing.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SimulationTest {
    private static final String TOPIC = DiffuseCommand.topic("ASN2A00002").value();
    private static final ShooterSpec SHOOTER = new ShooterSpec("ASN2A00002", Side.CLOUD);

    private final FakeBroker broker;
    private final BlockingQueue<DiffusionEvent> events = new LinkedBlockingQueue<>();
    private final Journal journal = Journal.inMemory(100);

    SimulationTest() throws Exception {
        broker = new FakeBroker();
    }

    @AfterEach
    void closeBroker() throws Exception {
        broker.close();
    }

    private Simulation start(DeviceSpec... devices) throws Exception {
        Simulation simulation = Simulation.builder(events::add, new Random(1))
                .devices(List.of(devices))
                .endpoint(Side.LOCAL, Endpoints.of(broker))
                .endpoint(Side.CLOUD, Endpoints.of(broker))
                .reconnectDelay(Duration.ofMillis(10))
                .journal(journal)
                .start();
        simulation.ready().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return simulation;
    }

    private String next() throws InterruptedException {
        DiffusionEvent event = events.poll(10, TimeUnit.SECONDS);
        return event == null
                ? "nothing for 10 s"
                : event.outcome().text()
                        + event.command().map(c -> " " + c.channel()).orElse("");
    }

    private static byte[] command(int channel, int duration) {
        return new DiffuseCommand(channel, duration, 100, false).toPayload().toBytes();
    }

    @Test
    void diffusesWhatComesOverMqttInRealTime() throws Exception {
        try (Simulation unused = start(SHOOTER)) {
            FakeBroker.publish(broker.nextSubscribe().socket(), TOPIC, command(3, 20));
            assertEquals("diffusing 3", next());
            assertEquals("finished 3", next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"duration\":NaN}", "\u0000\u0001", "huge"})
    void keepsTheConnectionAtAnInvalidPayload(String payload) throws Exception {
        byte[] bytes = payload.equals("huge") ? new byte[200 * 1024] : payload.getBytes(StandardCharsets.UTF_8);
        try (Simulation simulation = start(SHOOTER)) {
            var socket = broker.nextSubscribe().socket();
            FakeBroker.publish(socket, TOPIC, bytes);
            FakeBroker.publish(socket, TOPIC, command(3, 10_000));
            assertEquals("rejected", next());
            assertEquals("diffusing 3", next());
            ShooterSnapshot shooter = simulation.shooters().get(0);
            assertEquals(Set.of(3), shooter.running().keySet());
        }
    }

    @Test
    void keepsTheOrderOfWhatArrives() throws Exception {
        try (Simulation unused = start(SHOOTER)) {
            var socket = broker.nextSubscribe().socket();
            for (int i = 0; i < 600; i++) {
                FakeBroker.publish(socket, TOPIC, command(1 + i % 6, 0));
            }
            for (int i = 0; i < 600; i++) {
                assertEquals("stopped " + (1 + i % 6), next());
            }
        }
    }

    @Test
    void writesDownThatADeviceHasAMessage() throws Exception {
        try (Simulation unused = start(SHOOTER)) {
            FakeBroker.publish(broker.nextSubscribe().socket(), TOPIC, command(3, 10_000));
            assertEquals("diffusing 3", next());
            Hop hop = journal.hops().get(0);
            assertEquals(Hop.Step.DELIVERED, hop.step());
            assertEquals("ASN2A00002", hop.place());
            assertEquals(TOPIC, hop.message().topic().value());
        }
    }

    @Test
    void switchesEveryDeviceOffWhenItIsClosed() throws Exception {
        Simulation simulation = start(SHOOTER, LightSpec.lamp("lamp", Side.LOCAL, "ASN2A00002"));
        for (int i = 0; i < 2; i++) {
            FakeBroker.publish(broker.nextSubscribe().socket(), TOPIC, command(3, 10_000));
            assertEquals("diffusing 3", next());
        }
        simulation.close();
        simulation.close();
        assertEquals("stopped 3", next());
        assertEquals("stopped 3", next());
        assertEquals(Map.of(), simulation.shooters().get(0).running());
        assertEquals(Rgb.BLACK, simulation.lights().get(0).pixels().get(0));
    }

    @Test
    void letsTheTwoTrafficLightsSpeak() throws Exception {
        ManualClock timers = new ManualClock();
        try (Simulation simulation = Simulation.builder(events::add, new Random(1))
                .device(new LightSpec("client2", LightRole.CLIENT2, Side.LOCAL))
                .device(new LightSpec("client1", LightRole.CLIENT1, Side.LOCAL))
                .endpoint(Side.LOCAL, Endpoints.of(broker))
                .clientIds(name -> "sim-" + name)
                .timers(timers)
                .start()) {
            simulation.ready().toCompletableFuture().get(10, TimeUnit.SECONDS);
            timers.advanceMillis(3000);
            FakeBroker.Received publish = broker.nextPublish();
            assertEquals("\0\6light1red", publish.text());
            LightSnapshot client2 = simulation.lights().get(0);
            assertEquals(LightRole.CLIENT2, client2.role());
            assertEquals(new Rgb(248, 0, 0), client2.pixels().get(63));
        }
    }

    /** Time that stands still until it is moved; what is due at once runs at once, on a thread of its own. */
    private record StandingTimers(ManualClock time, ExecutorService atOnce) implements Timers {
        @Override
        public Instant instant() {
            return time.instant();
        }

        @Override
        public Scheduled after(Duration delay, Runnable task) {
            if (!delay.isZero()) {
                return time.after(delay, task);
            }
            atOnce.execute(task);
            return () -> {};
        }
    }

    @Test
    void connectsAndDeliversWhileTimeStandsStill() throws Exception {
        ExecutorService atOnce = Executors.newSingleThreadExecutor();
        ManualClock time = new ManualClock();
        Instant start = time.instant();
        try (Simulation simulation = Simulation.builder(events::add, new Random(1))
                .device(SHOOTER)
                .endpoint(Side.CLOUD, Endpoints.of(broker))
                .timers(new StandingTimers(time, atOnce))
                .start()) {
            simulation.ready().toCompletableFuture().get(10, TimeUnit.SECONDS);
            FakeBroker.publish(broker.nextSubscribe().socket(), TOPIC, command(3, 10_000));
            assertEquals("diffusing 3", next());
            time.advanceMillis(9_999);
            assertEquals(Set.of(3), simulation.shooters().get(0).running().keySet());
            time.advanceMillis(1);
            DiffusionEvent end = events.remove();
            assertEquals("finished", end.outcome().text());
            assertEquals(start.plusMillis(10_000), end.at());
        } finally {
            atOnce.shutdownNow();
        }
    }

    private static List<String> connected(Simulation simulation) {
        return Stream.concat(
                        simulation.samples().stream()
                                .filter(sample -> sample.name().equals("aroma_device_connected"))
                                .map(sample -> sample.labels().get("device") + " " + (sample.value() == 1)),
                        simulation.status().shooters().stream()
                                .map(shooter -> shooter.serial() + " " + shooter.connected()))
                .toList();
    }

    @Test
    void tellsWhichDevicesAreConnected() throws Exception {
        try (LogLines log = LogLines.of(DeviceConnection.class);
                Simulation simulation = start(SHOOTER)) {
            assertEquals(List.of("ASN2A00002 true", "ASN2A00002 true"), connected(simulation));
            broker.connack = 3;
            broker.cut();
            log.await("lost its connection");
            assertEquals(List.of("ASN2A00002 false", "ASN2A00002 false"), connected(simulation));
            broker.connack = 0;
            log.await("connected again");
            assertEquals(List.of("ASN2A00002 true", "ASN2A00002 true"), connected(simulation));
        }
    }

    @Test
    void countsWhatReachesADevice() throws Exception {
        try (Simulation simulation = start(SHOOTER)) {
            var socket = broker.nextSubscribe().socket();
            FakeBroker.publish(socket, TOPIC, command(3, 10_000));
            FakeBroker.publish(socket, TOPIC, command(3, 0));
            assertEquals("diffusing 3", next());
            assertEquals("stopped 3", next());
            assertEquals(
                    List.of(2.0),
                    simulation.samples().stream()
                            .filter(sample -> sample.name().equals("aroma_device_messages_total"))
                            .map(Sample::value)
                            .toList());
        }
    }

    @Test
    void refusesTwoDevicesOfOneName() {
        SimulationBuilder builder = Simulation.builder(events::add, new Random(1))
                .endpoint(Side.CLOUD, Endpoints.of(broker))
                .device(SHOOTER)
                .device(SHOOTER);
        assertEquals(
                "two devices are called ASN2A00002: names must differ",
                assertThrows(IllegalArgumentException.class, builder::start).getMessage());
    }

    @Test
    void refusesADeviceWhoseSideHasNoEndpoint() {
        SimulationBuilder builder =
                Simulation.builder(events::add, new Random(1)).device(SHOOTER);
        assertEquals(
                "device ASN2A00002 is on the side cloud, which has no endpoint",
                assertThrows(IllegalArgumentException.class, builder::start).getMessage());
    }

    @Test
    void refusesDescriptionsThatMakeNoSense() {
        Map<Integer, String> scents = new HashMap<>(Map.of(7, "Ocean"));
        assertThrows(IllegalArgumentException.class, () -> new ShooterSpec("asn2a00002", Side.CLOUD));
        assertThrows(IllegalArgumentException.class, () -> new ShooterSpec("ASN2A00002", Side.CLOUD, scents));
        assertThrows(IllegalArgumentException.class, () -> new LightSpec("", LightRole.CLIENT1, Side.LOCAL));
        assertThrows(IllegalArgumentException.class, () -> new LightSpec("lamp", LightRole.LAMP, Side.LOCAL));
        assertThrows(IllegalArgumentException.class, () -> LightSpec.lamp("lamp", Side.LOCAL, "ASN2A0001"));
    }

    @Test
    void usesOneNetworkThreadAndOneDeviceThreadForAFleet() throws Exception {
        DeviceSpec[] fleet = new DeviceSpec[50];
        for (int i = 0; i < fleet.length; i++) {
            fleet[i] = new ShooterSpec("ASN2A000" + (10 + i), Side.CLOUD);
        }
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Simulation simulation = start(fleet)) {
            assertEquals(50, simulation.shooters().size());
            List<String> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("simulator-") || name.startsWith("RxComputation"))
                    .sorted()
                    .toList();
            assertEquals(List.of("simulator-devices", "simulator-network"), threads);
        }
    }
}
