package io.aromabridge.bridge.link;

/**
 * What a link has seen since it was made.
 *
 * @param connects times that it came online
 * @param failures attempts that failed, and connections that broke
 * @param received messages that arrived; one that is sent again counts again
 */
public record LinkCounters(long connects, long failures, long received) {
    /** Of a link that is not made yet. */
    public static final LinkCounters NONE = new LinkCounters(0, 0, 0);
}
