package io.aromabridge.simulator.light;

import io.aromabridge.simulator.device.DeviceId;
import java.util.List;

/**
 * A light at one moment.
 *
 * @param id who it is
 * @param role what it does
 * @param pixels the 64 pixels as they read back, row by row from the top left
 */
public record LightSnapshot(DeviceId id, LightRole role, List<Rgb> pixels) {
    /** Copies the list. */
    public LightSnapshot {
        pixels = List.copyOf(pixels);
    }
}
