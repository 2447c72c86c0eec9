package io.aromabridge.bench.bridge;

/** Which program the bridges send to. */
public enum RemoteKind {
    /** The AWS IoT stand-in's listener, without quotas. */
    STAND_IN("stand-in", "the stand-in's listener, without quotas"),
    /** A mosquitto. */
    MOSQUITTO("mosquitto", "a mosquitto with " + Remote.MOSQUITTO_SETTING);

    private final String word;
    private final String title;

    RemoteKind(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** On the command line. */
    public String word() {
        return word;
    }

    /** In the heading of the tables. */
    String title() {
        return title;
    }
}
