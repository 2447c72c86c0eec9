package io.aromabridge.bridge.queue;

/**
 * Is told what becomes of the messages of a queue, in the order in which it happens. Called under the queue's lock: it
 * must be quick and may not call back.
 */
public interface Progress {
    /** It waits. */
    void queued(Outbound outbound);

    /** It was handed to the link, perhaps again. */
    void inFlight(Outbound outbound);

    /** The other side has it. */
    void forwarded(Outbound outbound);

    /** It was given up. */
    void dropped(Outbound outbound, DropReason reason);
}
