package io.aromabridge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.metric.Sample;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.light.LightDevice;
import io.aromabridge.simulator.light.LightRole;
import io.aromabridge.simulator.light.Rgb;
import io.aromabridge.simulator.mqtt.ConnectionLog;
import io.aromabridge.simulator.mqtt.DeviceConnection;
import io.aromabridge.simulator.mqtt.MqttEventLoop;
import io.aromabridge.simulator.mqtt.ReconnectBackoff;
import io.aromabridge.simulator.shooter.AromaShooter;
import io.aromabridge.testing.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics and status of devices that are not connected yet. */
class DeviceMetricsTest {
    private final ManualClock timers = new ManualClock();
    private final DeviceInstance shooter = instance(new ShooterSpec("ASN2A00002", Side.CLOUD));
    private final DeviceInstance lamp = instance(LightSpec.lamp("lamp", Side.LOCAL, "ASN2A00002"));

    private DeviceInstance instance(DeviceSpec spec) {
        Endpoint unreachable = new Endpoint("127.0.0.1", 1, Optional.empty(), Optional.empty());
        SimulationContext context = new SimulationContext(timers, new Random(1), Journal.none(), event -> {});
        return new DeviceInstance(
                spec,
                spec.name(),
                context,
                () -> new DeviceConnection(
                        spec.name(),
                        unreachable,
                        new ReconnectBackoff(Duration.ofHours(1), new Random(1)),
                        new MqttEventLoop("simulator-network"),
                        new ConnectionLog(unreachable, timers)));
    }

    @AfterEach
    void disconnect() {
        shooter.disconnect().toCompletableFuture().join();
        lamp.disconnect().toCompletableFuture().join();
    }

    private static void send(DeviceInstance to, String payload) {
        Device device = to.device();
        to.deliver(device, new Message(device.topic(), Payload.of(payload), QoS.AT_LEAST_ONCE, false));
    }

    private static void send(DeviceInstance to, int channel, int duration) {
        String command =
                new DiffuseCommand(channel, duration, 50, true).toPayload().text();
        send(to, command);
    }

    private static List<String> samples(DeviceInstance device) {
        List<String> lines = new ArrayList<>();
        for (Sample sample : DeviceMetrics.of(List.of(device))) {
            lines.add(sample.name() + new TreeMap<>(sample.labels()) + " " + (long) sample.value());
        }
        return lines;
    }

    @Test
    void areAllThereAndZeroAtFirst() {
        assertEquals(
                List.of(
                        "aroma_device_connected{device=ASN2A00002, kind=aroma-shooter, side=cloud} 0",
                        "aroma_device_messages_total{device=ASN2A00002} 0",
                        "aroma_device_commands_total{device=ASN2A00002, outcome=diffusing} 0",
                        "aroma_device_commands_total{device=ASN2A00002, outcome=replaced} 0",
                        "aroma_device_commands_total{device=ASN2A00002, outcome=stopped} 0",
                        "aroma_device_commands_total{device=ASN2A00002, outcome=rejected} 0",
                        "aroma_device_diffusing{device=ASN2A00002} 0"),
                samples(shooter));
    }

    @Test
    void haveOnlyConnectionAndMessagesForALightWithoutCommands() {
        DeviceInstance light = instance(new LightSpec("client1", LightRole.CLIENT1, Side.LOCAL));
        send(light, "red");
        assertEquals(
                List.of(
                        "aroma_device_connected{device=client1, kind=light, side=local} 0",
                        "aroma_device_messages_total{device=client1} 1"),
                samples(light));
        light.disconnect().toCompletableFuture().join();
    }

    @Test
    void countCommandsByWhatBecameOfThem() {
        send(shooter, 1, 1000);
        timers.advanceMillis(1000);
        send(shooter, 3, 3000);
        send(shooter, 4, 3000);
        send(shooter, 4, 3000);
        send(shooter, 5, 0);
        for (int i = 0; i < 3; i++) {
            send(shooter, "nonsense");
        }
        assertEquals(
                List.of(
                        "aroma_device_commands_total{device=ASN2A00002, outcome=diffusing} 3",
                        "aroma_device_commands_total{device=ASN2A00002, outcome=replaced} 1",
                        "aroma_device_commands_total{device=ASN2A00002, outcome=stopped} 1",
                        "aroma_device_commands_total{device=ASN2A00002, outcome=rejected} 3",
                        "aroma_device_diffusing{device=ASN2A00002} 2"),
                samples(shooter).subList(2, 7));
    }

    @Test
    void haveOneHelpAndOneSetOfLabelsForEachName() {
        Map<String, String> known = new HashMap<>();
        for (Sample sample : DeviceMetrics.of(List.of(shooter, lamp))) {
            String facts = sample.type() + " " + sample.help() + " "
                    + sample.labels().keySet().stream().sorted().toList();
            assertEquals(facts, known.getOrDefault(sample.name(), facts));
            known.put(sample.name(), facts);
        }
        assertEquals(4, known.size(), known.toString());
    }

    @Test
    void comeWithAStatusOfTheRunsAndTheirRemainingTime() {
        AromaShooter device = (AromaShooter) shooter.device();
        send(shooter, 6, 3000);
        timers.advanceMillis(1000);
        send(shooter, 2, 3000);
        send(shooter, "nonsense");
        assertEquals(
                new ShooterStatus(
                        "ASN2A00002",
                        "cloud",
                        false,
                        List.of(
                                new ShooterStatus.Channel(2, 50, Duration.ofSeconds(3)),
                                new ShooterStatus.Channel(6, 50, Duration.ofSeconds(2))),
                        true,
                        1),
                ShooterStatus.of(shooter, device, timers.instant()));
        assertEquals(
                Duration.ZERO,
                ShooterStatus.of(shooter, device, timers.instant().plusSeconds(9))
                        .running()
                        .get(1)
                        .remaining(),
                "its timer is late");
    }

    @Test
    void comeWithAStatusOfTheColoursThatShow() {
        assertEquals(
                new LightStatus("lamp", "lamp", "local", false, List.of("#000000")),
                LightStatus.of(lamp, (LightDevice) lamp.device()));
        List<Rgb> pixels = new ArrayList<>(Collections.nCopies(64, new Rgb(248, 0, 0)));
        assertEquals(List.of("#f80000"), LightStatus.colours(pixels));
        pixels.set(63, new Rgb(0, 10, 171));
        List<String> colours = LightStatus.colours(pixels);
        assertEquals("64 #f80000 #000aab", colours.size() + " " + colours.get(0) + " " + colours.get(63));
    }
}
