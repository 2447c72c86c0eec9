package io.aromabridge.simulator.light;

import io.aromabridge.simulator.device.Device;

/** A device with a matrix. Called on the thread of its timers only; {@link #snapshot} may be called anywhere. */
public sealed interface LightDevice extends Device permits AnsweringLight, SwitchingLight, Lamp {
    /** What it does. */
    LightRole role();

    /** What it shows. */
    LedMatrix matrix();

    /** How it is now. */
    default LightSnapshot snapshot() {
        return new LightSnapshot(id(), role(), matrix().pixels());
    }
}
