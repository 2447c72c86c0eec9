package io.aromabridge.simulator;

import io.aromabridge.core.time.Timers;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.device.DeviceTransport;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.exam.Examiner;
import io.aromabridge.simulator.exam.Student;
import io.aromabridge.simulator.light.AnsweringLight;
import io.aromabridge.simulator.light.Lamp;
import io.aromabridge.simulator.light.LightDevice;
import io.aromabridge.simulator.light.SwitchingLight;
import io.aromabridge.simulator.shooter.AromaShooter;
import io.aromabridge.simulator.thermometer.PublishingThermometer;
import io.aromabridge.simulator.thermometer.SubscribingThermometer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Makes devices, at rest, from their descriptions.
 *
 * @param timers the time that they live in
 * @param random their chance
 */
record DeviceFactory(Timers timers, RandomGenerator random) {
    Device make(DeviceSpec spec, DeviceTransport transport, Consumer<DiffusionEvent> told) {
        if (spec instanceof ShooterSpec shooter) {
            return new AromaShooter(shooter.serial(), shooter.side(), shooter.scents(), timers, told);
        }
        if (spec instanceof ExaminerSpec examiner) {
            return new Examiner(id(spec, DeviceKind.EXAMINER), examiner.rules(), timers, random, transport);
        }
        if (spec instanceof StudentSpec student) {
            return new Student(id(spec, DeviceKind.STUDENT), student.who(), timers, transport);
        }
        if (spec instanceof ThermometerSpec thermometer) {
            return thermometer(thermometer, transport);
        }
        return light((LightSpec) spec, transport, told);
    }

    private Device thermometer(ThermometerSpec spec, DeviceTransport transport) {
        DeviceId id = id(spec, DeviceKind.THERMOMETER);
        return switch (spec.role()) {
            case PUBLISHER -> new PublishingThermometer(id, spec.what(), timers, random, transport);
            case SUBSCRIBER -> new SubscribingThermometer(id, spec.what());
        };
    }

    private LightDevice light(LightSpec spec, DeviceTransport transport, Consumer<DiffusionEvent> told) {
        DeviceId id = id(spec, DeviceKind.LIGHT);
        return switch (spec.role()) {
            case CLIENT1 -> new AnsweringLight(id, transport::publish);
            case CLIENT2 -> new SwitchingLight(id, timers, transport::publish);
            case LAMP -> new Lamp(id, spec.follows().orElseThrow(), timers, told);
        };
    }

    private static DeviceId id(DeviceSpec spec, DeviceKind kind) {
        return new DeviceId(spec.name(), kind, spec.side());
    }
}
