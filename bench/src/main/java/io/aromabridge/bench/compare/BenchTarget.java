package io.aromabridge.bench.compare;

/** What the load generator talks to. */
public enum BenchTarget {
    /** Ours. */
    OURS("ours"),
    /** Ours, with Eclipse Paho as the bridge's client. */
    PAHO("ours, client paho"),
    /** What it is compared with. */
    MOSQUITTO("mosquitto"),
    /** Stock Moquette: its own server, of which our broker uses the subscription directory alone. */
    MOQUETTE("Moquette"),
    /** As little as can be between publisher and subscriber: what the generator itself is able to. */
    ALONE("generator alone");

    private final String title;

    BenchTarget(String title) {
        this.title = title;
    }

    /** Whether a lost message is a failure of the benchmark: Moquette loses some by its nature. */
    boolean mustLoseNothing() {
        return this != MOQUETTE;
    }

    /** How tables and progress call it. */
    public String title() {
        return title;
    }
}
