package io.aromabridge.testkit;

/** A subscription of the test's own at one of the brokers; it lasts as long as the bed. */
public final class Subscriber implements Receiver {
    private final Testbed bed;
    private final String name;

    Subscriber(Testbed bed, String name) {
        this.bed = bed;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Testbed bed() {
        return bed;
    }

    @Override
    public String toString() {
        return name;
    }
}
