package io.aromabridge.simulator;

import io.aromabridge.simulator.device.Side;

/** Describes one device to simulate. */
public sealed interface DeviceSpec permits ShooterSpec, LightSpec {
    /** A shooter's serial number or a light's name; no two devices share it. */
    String name();

    /** Which broker it connects to. */
    Side side();
}
