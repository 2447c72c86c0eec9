package io.aromabridge.simulator;

import java.util.List;

/**
 * The devices of a simulation at one moment, in the order of their description.
 *
 * @param shooters the Aroma Shooters
 * @param lights the lights
 * @param others all other devices
 */
public record SimulationStatus(List<ShooterStatus> shooters, List<LightStatus> lights, List<DeviceStatus> others) {
    /** Copies the lists. */
    public SimulationStatus {
        shooters = List.copyOf(shooters);
        lights = List.copyOf(lights);
        others = List.copyOf(others);
    }
}
