package io.aromabridge.simulator;

import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.thermometer.Thermometer;
import io.aromabridge.simulator.thermometer.ThermometerRole;

/**
 * A thermometer to simulate.
 *
 * @param name its name, which is also its client identifier
 * @param role whether it publishes or subscribes
 * @param side which broker it connects to
 * @param what topic, interval and QoS
 */
public record ThermometerSpec(String name, ThermometerRole role, Side side, Thermometer what) implements DeviceSpec {
    /** Throws {@link IllegalArgumentException} for an empty name. */
    public ThermometerSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a thermometer needs a name");
        }
    }
}
