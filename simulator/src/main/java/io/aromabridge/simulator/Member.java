package io.aromabridge.simulator;

import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.mqtt.DeviceConnection;

/**
 * One device of a simulation, from the moment that it has power until it has none.
 *
 * @param device what it does
 * @param connection how it is reached
 * @param tally what was counted of it, also when it had power before
 */
record Member(Device device, DeviceConnection connection, Tally tally) {
    DeviceId id() {
        return device.id();
    }
}
