package io.aromabridge.bridge.queue;

/** Why a queue gave a message up. */
public enum DropReason {
    /** The queue was full, and this one had waited longest. */
    OLDEST("oldest", "the queue was full, the oldest goes"),
    /** The queue was full when this one came. */
    NEWEST("newest", "the queue was full, the newest goes"),
    /** The link was down, and the queue keeps nothing (size 0). */
    NOT_KEPT("not-kept", "the link was down, and nothing is kept for it");

    private final String label;
    private final String text;

    DropReason(String label, String text) {
        this.label = label;
        this.text = text;
    }

    /** {@code oldest}, {@code newest} or {@code not-kept}, as the metrics write it. */
    public String label() {
        return label;
    }

    /** For a person. */
    public String text() {
        return text;
    }
}
