package io.aromabridge.bench.compare;

/** What the load generator talks to. */
public enum BenchTarget {
    /** Ours. */
    OURS("ours"),
    /** What it is compared with. */
    MOSQUITTO("mosquitto"),
    /** As little as can be between publisher and subscriber: what the generator itself is able to. */
    ALONE("generator alone");

    private final String title;

    BenchTarget(String title) {
        this.title = title;
    }

    /** How tables and progress call it. */
    public String title() {
        return title;
    }
}
