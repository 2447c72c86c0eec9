package io.aromabridge.app.run;

import io.aromabridge.app.config.SimulatorSection;
import io.aromabridge.simulator.DeviceSpec;
import io.aromabridge.simulator.LightSpec;
import io.aromabridge.simulator.ShooterSpec;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.light.LightRole;
import java.util.ArrayList;
import java.util.List;

/** From the configuration's section {@code simulator} to the simulated devices. */
final class Devices {
    private Devices() {}

    static List<DeviceSpec> of(SimulatorSection section) {
        List<DeviceSpec> devices = new ArrayList<>();
        for (SimulatorSection.Shooter shooter : section.shooters()) {
            devices.add(new ShooterSpec(shooter.serial(), side(shooter.side()), shooter.scents()));
        }
        for (SimulatorSection.Light light : section.lights()) {
            LightRole role = LightRole.valueOf(light.role().name());
            devices.add(new LightSpec(light.name(), role, side(light.side()), light.follows()));
        }
        return devices;
    }

    private static Side side(SimulatorSection.Side side) {
        return Side.valueOf(side.name());
    }
}
