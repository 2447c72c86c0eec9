package io.aromabridge.simulator.device;

/**
 * Names one simulated device.
 *
 * @param name its name; of a shooter its serial number
 * @param kind what it is
 * @param side which broker it is connected to
 */
public record DeviceId(String name, DeviceKind kind, Side side) {
    /** {@code ASN2A00002 (cloud)}, for a person. */
    @Override
    public String toString() {
        return name + " (" + side.text() + ")";
    }
}
