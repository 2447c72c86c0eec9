package io.aromabridge.simulator.device;

/** Which broker a device is connected to. */
public enum Side {
    /** The broker on the local network. */
    LOCAL("local"),
    /** AWS IoT Core or its stand-in. */
    CLOUD("cloud");

    private final String text;

    Side(String text) {
        this.text = text;
    }

    /** {@code local} or {@code cloud}, as the diffusion log and the configuration write it. */
    public String text() {
        return text;
    }
}
