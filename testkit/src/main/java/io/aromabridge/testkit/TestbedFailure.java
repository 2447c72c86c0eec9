package io.aromabridge.testkit;

/** A claim about a testbed that is not true. Its message has the claim, what was seen, and the timeline. */
public final class TestbedFailure extends AssertionError {
    TestbedFailure(String message) {
        super(message);
    }
}
