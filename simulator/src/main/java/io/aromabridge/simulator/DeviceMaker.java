package io.aromabridge.simulator;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.time.Timers;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.light.AnsweringLight;
import io.aromabridge.simulator.light.Lamp;
import io.aromabridge.simulator.light.Light;
import io.aromabridge.simulator.light.SwitchingLight;
import io.aromabridge.simulator.shooter.AromaShooter;
import java.util.function.Consumer;

/**
 * Makes devices, at rest, from their descriptions.
 *
 * @param timers the time that they live in
 */
record DeviceMaker(Timers timers) {
    Device make(DeviceSpec spec, Consumer<Message> publish, Consumer<DiffusionEvent> told) {
        if (spec instanceof ShooterSpec shooter) {
            return new AromaShooter(shooter.serial(), shooter.side(), shooter.scents(), timers, told);
        }
        return light((LightSpec) spec, publish, told);
    }

    private Light light(LightSpec spec, Consumer<Message> publish, Consumer<DiffusionEvent> told) {
        DeviceId id = new DeviceId(spec.name(), DeviceKind.LIGHT, spec.side());
        return switch (spec.role()) {
            case CLIENT1 -> new AnsweringLight(id, publish);
            case CLIENT2 -> new SwitchingLight(id, timers, publish);
            case LAMP -> new Lamp(id, spec.follows().orElseThrow(), timers, told);
        };
    }
}
