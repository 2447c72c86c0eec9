package io.aromabridge.app.run;

import io.aromabridge.app.config.SimulatorSection;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.DeviceSpec;
import io.aromabridge.simulator.ExaminerSpec;
import io.aromabridge.simulator.LightSpec;
import io.aromabridge.simulator.ShooterSpec;
import io.aromabridge.simulator.StudentSpec;
import io.aromabridge.simulator.ThermometerSpec;
import io.aromabridge.simulator.exam.ExamRules;
import io.aromabridge.simulator.exam.Student;
import io.aromabridge.simulator.thermometer.Thermometer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** From the configuration's section {@code simulator} to the simulated devices. */
final class Devices {
    private Devices() {}

    static List<DeviceSpec> of(SimulatorSection section) {
        List<DeviceSpec> devices = new ArrayList<>();
        for (SimulatorSection.Shooter shooter : section.shooters()) {
            devices.add(new ShooterSpec(shooter.serial(), shooter.side(), shooter.scents()));
        }
        for (SimulatorSection.Light light : section.lights()) {
            devices.add(new LightSpec(light.name(), light.role(), light.side(), light.follows()));
        }
        for (SimulatorSection.Examiner examiner : section.examiners()) {
            devices.add(new ExaminerSpec(examiner.name(), examiner.side(), rules(examiner)));
        }
        for (SimulatorSection.Student student : section.students()) {
            Student.Candidate who = new Student.Candidate(student.user(), QoS.of(student.qos()), student.again());
            devices.add(new StudentSpec(student.name(), student.side(), who));
        }
        for (SimulatorSection.Thermometer thermometer : section.thermometers()) {
            Thermometer what = new Thermometer(thermometer.topic(), thermometer.interval(), QoS.of(thermometer.qos()));
            devices.add(new ThermometerSpec(thermometer.name(), thermometer.role(), thermometer.side(), what));
        }
        return devices;
    }

    private static ExamRules rules(SimulatorSection.Examiner examiner) {
        SortedMap<String, String> answers =
                examiner.commands().isEmpty() ? ExamRules.standardAnswers() : new TreeMap<>(examiner.commands());
        return new ExamRules(
                answers,
                examiner.count().fewest(),
                examiner.count().most(),
                new ExamRules.Timing(examiner.delay(), examiner.gap(), examiner.finalDelay(), examiner.expiry()),
                QoS.of(examiner.qos()));
    }
}
