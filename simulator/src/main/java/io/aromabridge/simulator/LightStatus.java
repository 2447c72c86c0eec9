package io.aromabridge.simulator;

import io.aromabridge.simulator.light.LightDevice;
import io.aromabridge.simulator.light.LightSnapshot;
import io.aromabridge.simulator.light.Rgb;
import java.util.List;
import java.util.Set;

/**
 * A light at one moment, as it is shown to a person or a program.
 *
 * @param name its name
 * @param role {@code client1}, {@code client2}, {@code lamp}, or {@code script}: a program outside
 * @param side {@code local} or {@code cloud}
 * @param connected whether it is connected and subscribed
 * @param colours {@code #rrggbb} as the pixels read back: one if all pixels show it, else 64, row by row from the top left
 */
public record LightStatus(String name, String role, String side, boolean connected, List<String> colours) {
    /** Copies the list. */
    public LightStatus {
        colours = List.copyOf(colours);
    }

    static LightStatus of(DeviceInstance instance, LightDevice light) {
        LightSnapshot snapshot = light.snapshot();
        return new LightStatus(
                instance.id().name(),
                snapshot.role().text(),
                instance.id().side().text(),
                instance.isConnected(),
                colours(snapshot.pixels()));
    }

    static List<String> colours(List<Rgb> pixels) {
        List<Rgb> shown = Set.copyOf(pixels).size() == 1 ? pixels.subList(0, 1) : pixels;
        return shown.stream().map(Rgb::hex).toList();
    }
}
