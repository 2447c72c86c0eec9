package io.aromabridge.bridge.queue;

/** What a full queue does with one message more. */
public enum WhenFull {
    /** The message that has waited longest goes. */
    DROP_OLDEST,
    /** The message that just came goes. */
    DROP_NEWEST
}
