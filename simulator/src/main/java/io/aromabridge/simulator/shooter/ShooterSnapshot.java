package io.aromabridge.simulator.shooter;

import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import java.util.Map;

/**
 * A shooter at one moment.
 *
 * @param id who it is
 * @param running the channels that diffuse, 1 to 6, each with the command in force
 * @param boosterOn whether the booster runs
 * @param rejected how many invalid commands it has received
 */
public record ShooterSnapshot(DeviceId id, Map<Integer, DiffuseCommand> running, boolean boosterOn, long rejected) {
    /** Copies the map. */
    public ShooterSnapshot {
        running = Map.copyOf(running);
    }
}
