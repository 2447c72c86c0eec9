package io.aromabridge.testkit.junit;

/** Stands beside the exception of a failed test, without a stack of its own, and shows what happened in the testbed. */
final class FailureTimeline extends Exception {
    FailureTimeline(String timeline) {
        super("in the testbed:\n" + timeline, null, false, false);
    }
}
