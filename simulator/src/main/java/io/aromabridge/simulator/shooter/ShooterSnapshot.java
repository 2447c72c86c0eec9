package io.aromabridge.simulator.shooter;

import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import java.time.Instant;
import java.util.Map;

/**
 * A shooter at one moment.
 *
 * @param id who it is
 * @param running the channels that diffuse, 1 to 6, each with its run
 * @param boosterOn whether the booster runs
 */
public record ShooterSnapshot(DeviceId id, Map<Integer, Run> running, boolean boosterOn) {
    /**
     * A channel that diffuses.
     *
     * @param command the one in force
     * @param until when it ends, in the device's time
     */
    public record Run(DiffuseCommand command, Instant until) {}

    /** Copies the map. */
    public ShooterSnapshot {
        running = Map.copyOf(running);
    }
}
