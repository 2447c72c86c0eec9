package io.aromabridge.bridge.queue;

/** Why a queue gave a message up. */
public enum DropReason {
    /** The queue was full, and this one had waited longest. */
    OLDEST("the queue was full, the oldest goes"),
    /** The queue was full when this one came. */
    NEWEST("the queue was full, the newest goes"),
    /** The link was down, and the queue keeps nothing (size 0). */
    NOT_KEPT("the link was down, and nothing is kept for it");

    private final String text;

    DropReason(String text) {
        this.text = text;
    }

    /** For a person. */
    public String text() {
        return text;
    }
}
