package io.aromabridge.simulator;

import io.aromabridge.simulator.device.Side;

/** Describes one device to simulate. */
public sealed interface DeviceSpec permits ShooterSpec, LightSpec, ExaminerSpec, StudentSpec, ThermometerSpec {
    /** The name, which of a shooter is its serial number; no two devices share it. */
    String name();

    /** Which broker it connects to. */
    Side side();
}
