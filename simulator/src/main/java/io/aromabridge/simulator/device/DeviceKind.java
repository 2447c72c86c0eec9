package io.aromabridge.simulator.device;

/** What a device is. */
public enum DeviceKind {
    /** Diffuses scents. */
    AROMA_SHOOTER("aroma-shooter"),
    /** Shows colours. */
    LIGHT("light"),
    /** Holds exams. */
    EXAMINER("examiner"),
    /** Takes exams. */
    STUDENT("student"),
    /** Publishes or receives the temperature. */
    THERMOMETER("thermometer");

    private final String text;

    DeviceKind(String text) {
        this.text = text;
    }

    /** {@code aroma-shooter}, {@code light}…, as the diffusion log and the metrics write it. */
    public String text() {
        return text;
    }
}
