package io.aromabridge.testkit.junit;

/** How long a testbed lives. */
public enum BedScope {
    /** Each test has its own; the tests may run beside each other. */
    METHOD,
    /** The tests of a class share one, which is put back to its beginning before each; they run one after the other. */
    CLASS
}
