package io.aromabridge.bench.local;

/** What the load generator talks to. */
public enum Target {
    /** Our broker. */
    OURS("ours"),
    /** The broker to compare with. */
    MOSQUITTO("mosquitto"),
    /** The trivial echo, for the generator's own ceiling. */
    ECHO("generator alone");

    private final String title;

    Target(String title) {
        this.title = title;
    }

    /** How tables and progress call it. */
    public String title() {
        return title;
    }
}
