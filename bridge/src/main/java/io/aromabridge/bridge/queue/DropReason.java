package io.aromabridge.bridge.queue;

/** Why a queue gave a message up. */
public enum DropReason {
    /** The queue was full, and this one had waited longest. */
    OLDEST("oldest", "the queue was full, the oldest goes"),
    /** The queue was full when this one came. */
    NEWEST("newest", "the queue was full, the newest goes"),
    /** The link was down, and the queue keeps nothing (size 0). */
    NOT_KEPT("not-kept", "the link was down, and nothing is kept for it"),
    /** A newer one of the same topic came while it waited. */
    SUPERSEDED("superseded", "a newer message of its topic came"),
    /** Its time to live was over when its turn came. */
    EXPIRED("expired", "its time to live was over"),
    /** The queue was full, and its sender was refused. */
    REJECTED("rejected", "the queue was full, its sender was refused"),
    /** The disk did not take it, or did not give it back. */
    STORAGE("storage", "the disk did not keep it"),
    /** The other side hung up on it again and again. */
    QUARANTINED("quarantined", "the other side hung up on it again and again, so it was set aside");

    private final String label;
    private final String text;

    DropReason(String label, String text) {
        this.label = label;
        this.text = text;
    }

    /** One or two words, as the metrics write it: {@code oldest}, {@code not-kept}. */
    public String label() {
        return label;
    }

    /** Whether one that is given up for it was in the queue before, if only for a moment. */
    boolean cameIn() {
        return this == OLDEST || this == SUPERSEDED;
    }

    /** For a person. */
    public String text() {
        return text;
    }
}
