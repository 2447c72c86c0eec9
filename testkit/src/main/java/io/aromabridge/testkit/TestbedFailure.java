package io.aromabridge.testkit;

/** A claim about a testbed that does not hold. Its message holds the claim, what was seen, and the timeline. */
public final class TestbedFailure extends AssertionError {
    TestbedFailure(String message) {
        super(message);
    }
}
