package io.aromabridge.simulator;

import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.exam.ExamRules;

/**
 * An examiner to simulate.
 *
 * @param name its name, which is also its client identifier
 * @param side which broker it connects to
 * @param rules what its exams are made of
 */
public record ExaminerSpec(String name, Side side, ExamRules rules) implements DeviceSpec {
    /** Throws {@link IllegalArgumentException} for an empty name. */
    public ExaminerSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an examiner needs a name");
        }
    }

    /** One that holds the exam of seed 003. */
    public ExaminerSpec(String name, Side side) {
        this(name, side, ExamRules.standard());
    }
}
