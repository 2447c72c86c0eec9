package io.aromabridge.simulator;

import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.exam.Student;

/**
 * A student to simulate.
 *
 * @param name its name, which is also its client identifier
 * @param side which broker it connects to
 * @param who as whom and how it takes the exam
 */
public record StudentSpec(String name, Side side, Student.Candidate who) implements DeviceSpec {
    /** Throws {@link IllegalArgumentException} for an empty name. */
    public StudentSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a student needs a name");
        }
    }
}
