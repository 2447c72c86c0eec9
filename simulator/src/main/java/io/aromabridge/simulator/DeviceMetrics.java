package io.aromabridge.simulator;

import io.aromabridge.core.metric.Sample;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.diffusion.Outcome;
import io.aromabridge.simulator.light.Lamp;
import io.aromabridge.simulator.shooter.AromaShooter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The metrics of simulated devices at one moment; all begin with {@code aroma_device_}. */
final class DeviceMetrics {
    /** What may become of a command; a run that ends by itself is not one. */
    private static final List<Outcome> OF_COMMANDS =
            List.of(Outcome.DIFFUSING, Outcome.REPLACED, Outcome.STOPPED, Outcome.REJECTED);

    private final List<Sample> samples = new ArrayList<>();

    private DeviceMetrics() {}

    static List<Sample> of(Collection<DeviceInstance> devices) {
        DeviceMetrics made = new DeviceMetrics();
        devices.forEach(made::add);
        return List.copyOf(made.samples);
    }

    private void add(DeviceInstance instance) {
        DeviceId id = instance.id();
        gauge(
                "connected",
                "1 while a simulated device is connected and subscribed, else 0.",
                Map.of(
                        "device", id.name(),
                        "kind", id.kind().text(),
                        "side", id.side().text()),
                instance.isConnected() ? 1 : 0);
        counter(
                "messages_total",
                "Messages that reached a simulated device.",
                Map.of("device", id.name()),
                instance.messages());
        boolean obeys = instance.device() instanceof AromaShooter || instance.device() instanceof Lamp;
        for (Outcome outcome : obeys ? OF_COMMANDS : List.<Outcome>of()) {
            counter(
                    "commands_total",
                    "Diffuse commands that a simulated device received, by what became of them.",
                    Map.of("device", id.name(), "outcome", outcome.text()),
                    instance.count(outcome));
        }
        if (instance.device() instanceof AromaShooter shooter) {
            gauge(
                    "diffusing",
                    "How many channels of a simulated shooter diffuse now, 0 to 6.",
                    Map.of("device", id.name()),
                    shooter.snapshot().running().size());
        }
    }

    private void counter(String name, String help, Map<String, String> labels, long value) {
        samples.add(new Sample("aroma_device_" + name, Sample.Type.COUNTER, help, labels, (double) value));
    }

    private void gauge(String name, String help, Map<String, String> labels, double value) {
        samples.add(new Sample("aroma_device_" + name, Sample.Type.GAUGE, help, labels, value));
    }
}
