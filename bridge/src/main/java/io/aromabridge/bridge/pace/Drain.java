package io.aromabridge.bridge.pace;

/** What goes first while messages wait. The order of the messages of one topic is always kept. */
public enum Drain {
    /**
     * What waits and what just came take turns, one for one, unless a message of the same topic waits. What has waited
     * longer than a second counts as waiting.
     */
    FAIR,
    /** What came first goes first. */
    BEFORE_NEW
}
