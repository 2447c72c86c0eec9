package io.aromabridge.bridge.queue;

/** What a full queue does with one message more. */
public enum WhenFull {
    /** The message that has waited longest goes. */
    DROP_OLDEST("the oldest is dropped"),
    /** The message that just came goes. */
    DROP_NEWEST("the newest is dropped"),
    /**
     * Full or not, a message that waits goes when a newer one of its topic comes: at most one of each topic waits. If
     * there are more topics than messages may wait, the message that has waited longest goes.
     */
    KEEP_LATEST_PER_TOPIC("the oldest is dropped; at most one of each topic waits, the latest"),
    /**
     * Nothing goes. The message that just came is not answered for until there is room, and refused if there is none in
     * time; a queue in memory refuses it at once.
     */
    REJECT("a message more is refused");

    private final String text;

    WhenFull(String text) {
        this.text = text;
    }

    /** For a log line. */
    String text() {
        return text;
    }
}
