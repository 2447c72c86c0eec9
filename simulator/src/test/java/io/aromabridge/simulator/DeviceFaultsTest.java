package io.aromabridge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.journal.Journal;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.testing.mqtt.FakeBroker;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** What a simulation does to its devices when it is told to. */
@Timeout(30)
class DeviceFaultsTest {
    private static final String SERIAL = "ASN2A00002";
    private static final String TOPIC = DiffuseCommand.topic(SERIAL).value();

    private final FakeBroker broker;
    private final BlockingQueue<DiffusionEvent> events = new LinkedBlockingQueue<>();
    private final Journal journal = Journal.inMemory(100);
    private final Simulation simulation;

    DeviceFaultsTest() throws Exception {
        broker = new FakeBroker();
        simulation = Simulation.builder(events::add, new Random(1))
                .device(new ShooterSpec(SERIAL, Side.CLOUD))
                .endpoint(Side.CLOUD, Endpoints.of(broker))
                .endpoint(Side.LOCAL, Endpoints.of(broker))
                .reconnectDelay(Duration.ofMillis(10))
                .journal(journal)
                .start();
        await(simulation.ready());
    }

    @AfterEach
    void closeAll() throws Exception {
        simulation.close();
        broker.close();
    }

    private static void await(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Socket socket() throws InterruptedException {
        return broker.nextSubscribe().socket();
    }

    private static void send(Socket socket, int channel, int duration) throws Exception {
        FakeBroker.publish(
                socket,
                TOPIC,
                new DiffuseCommand(channel, duration, 100, false).toPayload().toBytes());
    }

    private DiffusionEvent event() throws InterruptedException {
        DiffusionEvent event = events.poll(10, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing happened for 10 s");
        }
        return event;
    }

    private String next() throws InterruptedException {
        DiffusionEvent event = event();
        return event.outcome().text()
                + event.command().map(c -> " " + c.channel()).orElse("")
                + event.rejection().map(r -> ": " + r.reason()).orElse("")
                + event.warning().map(w -> ", warning: " + w).orElse("");
    }

    @Test
    void aPowerCutEndsTheSocketWithoutDisconnectAndStopsWhatRuns() throws Exception {
        send(socket(), 3, 10_000);
        assertEquals("diffusing 3", next());
        simulation.cutPower(SERIAL);
        assertEquals("ended without DISCONNECT", broker.nextEnd());
        assertEquals("stopped 3", next());
        assertEquals(Map.of(), simulation.shooters().get(0).running());
        assertFalse(simulation.status().shooters().get(0).connected());
        assertFalse(simulation.ready(SERIAL).toCompletableFuture().isDone());
        assertTrue(broker.heardNoConnect());
    }

    @Test
    void aDeviceIsAtRestAndConnectsWhenItHasPowerAgain() throws Exception {
        for (int round = 0; round < 5; round++) {
            send(socket(), 3, 10_000);
            assertEquals("diffusing 3", next());
            simulation.cutPower(SERIAL);
            simulation.cutPower(SERIAL);
            assertEquals("stopped 3", next());
            simulation.restorePower(SERIAL);
            simulation.restorePower(SERIAL);
            await(simulation.ready(SERIAL));
            assertTrue(simulation.status().shooters().get(0).connected());
            assertEquals(Map.of(), simulation.shooters().get(0).running());
        }
        assertEquals(
                5.0,
                simulation.samples().stream()
                        .filter(sample -> sample.name().equals("aroma_device_messages_total"))
                        .findFirst()
                        .orElseThrow()
                        .value());
    }

    @Test
    void nothingComesOutOfAChannelThatSticks() throws Exception {
        Socket socket = socket();
        simulation.stick(SERIAL, 3);
        send(socket, 3, 10_000);
        send(socket, 4, 10_000);
        send(socket, 3, 0);
        assertEquals("rejected: channel 3 is stuck: nothing comes out of it", next());
        assertEquals("diffusing 4", next());
        assertEquals("stopped 3", next());
        assertEquals(Set.of(4), simulation.shooters().get(0).running().keySet());
        simulation.unstick(SERIAL, 3);
        send(socket, 3, 10_000);
        assertEquals("diffusing 3", next());
    }

    @Test
    void whatRunsStopsWhenItsChannelSticks() throws Exception {
        send(socket(), 3, 10_000);
        assertEquals("diffusing 3", next());
        simulation.stick(SERIAL, 3);
        simulation.stick(SERIAL, 3);
        assertEquals("stopped 3, warning: channel 3 is stuck: nothing comes out of it", next());
    }

    @Test
    void aChannelSticksStillAfterAPowerCut() throws Exception {
        assertTrue(socket().isConnected());
        simulation.stick(SERIAL, 3);
        simulation.cutPower(SERIAL);
        simulation.restorePower(SERIAL);
        await(simulation.ready(SERIAL));
        send(socket(), 3, 10_000);
        assertEquals("rejected: channel 3 is stuck: nothing comes out of it", next());
    }

    @Test
    void everyThirdMessageIsDeliveredTwice() throws Exception {
        Socket socket = socket();
        simulation.duplicateDeliveries(SERIAL, 3);
        for (int channel = 1; channel <= 6; channel++) {
            send(socket, channel, 0);
        }
        for (int channel : new int[] {1, 2, 3, 3, 4, 5, 6, 6}) {
            assertEquals("stopped " + channel, next());
        }
        simulation.duplicateDeliveries(SERIAL, 0);
        send(socket, 1, 0);
        send(socket, 2, 0);
        assertEquals("stopped 1", next());
        assertEquals("stopped 2", next());
        assertEquals(10, journal.hops().size());
    }

    @Test
    void aClockThatIsWrongShowsInWhatTheDeviceLogs() throws Exception {
        Socket socket = socket();
        simulation.skewClock(SERIAL, Duration.ofDays(-100));
        send(socket, 3, 0);
        Instant at = event().at();
        Instant now = InstantSource.system().instant();
        assertTrue(Duration.between(at, now).compareTo(Duration.ofDays(100)) >= 0, at + " at " + now);
        simulation.skewClock(SERIAL, Duration.ZERO);
        send(socket, 3, 0);
        assertTrue(Duration.between(event().at(), now).compareTo(Duration.ofDays(1)) < 0);
    }

    @Test
    void clearFaultsEndsThemAll() throws Exception {
        assertTrue(socket().isConnected());
        simulation.stick(SERIAL, 3);
        simulation.duplicateDeliveries(SERIAL, 1);
        simulation.skewClock(SERIAL, Duration.ofDays(1000));
        simulation.cutPower(SERIAL);
        simulation.clearFaults();
        await(simulation.ready(SERIAL));
        Socket socket = socket();
        send(socket, 3, 0);
        send(socket, 4, 10_000);
        DiffusionEvent first = event();
        assertTrue(first.at().isBefore(InstantSource.system().instant().plusSeconds(60)), first.toJson());
        assertEquals("diffusing 4", next());
    }

    private static String refusal(Executable what) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, what).getMessage());
    }

    @Test
    void refusesWhatIsNotThere() throws Exception {
        try (Simulation two = Simulation.builder(events::add, new Random(1))
                .device(new ShooterSpec(SERIAL, Side.CLOUD))
                .device(LightSpec.lamp("lamp", Side.LOCAL, SERIAL))
                .endpoint(Side.CLOUD, Endpoints.of(broker))
                .endpoint(Side.LOCAL, Endpoints.of(broker))
                .start()) {
            assertEquals(
                    List.of(
                            "no device is called ASN2A00009; there are ASN2A00002, lamp",
                            "no device is called ASN2A00009; there are ASN2A00002, lamp",
                            "lamp is no Aroma Shooter: only an Aroma Shooter has channels that stick",
                            "channel 7 of ASN2A00002: channels are 1 to 6",
                            "channel 0 of ASN2A00002: channels are 1 to 6",
                            "every -1th message of lamp twice: it must be 0, which is none, or more",
                            "clock of lamp wrong by PT24001H: at most are 1000 days"),
                    List.of(
                            refusal(() -> two.cutPower("ASN2A00009")),
                            refusal(() -> two.ready("ASN2A00009")),
                            refusal(() -> two.stick("lamp", 1)),
                            refusal(() -> two.stick(SERIAL, 7)),
                            refusal(() -> two.unstick(SERIAL, 0)),
                            refusal(() -> two.duplicateDeliveries("lamp", -1)),
                            refusal(() -> two.skewClock("lamp", Duration.ofHours(24_001)))));
        }
    }

    @Test
    void closesWithoutWaitingForIt() throws Exception {
        CompletionStage<Void> end = simulation.closeAsync();
        assertEquals("ended with DISCONNECT", broker.nextEnd());
        await(end);
        await(simulation.closeAsync());
    }
}
