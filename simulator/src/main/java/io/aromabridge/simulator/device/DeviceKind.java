package io.aromabridge.simulator.device;

/** What a device is. */
public enum DeviceKind {
    /** Diffuses scents. */
    AROMA_SHOOTER("aroma-shooter"),
    /** Shows colours. */
    LIGHT("light");

    private final String text;

    DeviceKind(String text) {
        this.text = text;
    }

    /** {@code aroma-shooter} or {@code light}, as the diffusion log writes it. */
    public String text() {
        return text;
    }
}
