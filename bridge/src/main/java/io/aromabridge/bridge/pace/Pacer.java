package io.aromabridge.bridge.pace;

import java.util.ArrayDeque;

/**
 * Says when one connection may send. While much waits, messages leave evenly spaced; one that comes after a pause leaves
 * at once. A message that is late by a few milliseconds lets the next follow sooner, but no second, whenever it begins,
 * gets more than the pace allows, except for one message that is larger than a second's bytes. Used by one thread.
 */
public final class Pacer {
    private static final long SECOND = 1_000_000_000;
    /** So much that was missed is made up for. */
    private static final long SLACK = 5_000_000;

    /** One message that left. */
    private record Sent(long at, int bytes) {}

    // fixed
    private final int messages;
    private final int bytes;
    /** Between two messages. */
    private final long gap;

    private final ArrayDeque<Sent> lastSecond = new ArrayDeque<>();
    private long bytesInLastSecond;
    private boolean begun;
    /** When the next is due. */
    private long due;

    private Pacer(int messages, int bytes, long gap) {
        this.messages = messages;
        this.bytes = bytes;
        this.gap = gap;
    }

    /** One that keeps to this pace. */
    public static Pacer of(Pace pace) {
        return new Pacer(
                pace.messagesPerSecond(),
                pace.bytesPerSecond(),
                pace.messagesPerSecond() == 0 ? 0 : SECOND / pace.messagesPerSecond());
    }

    /** One that spaces messages alone; 0 for no limit. */
    public static Pacer every(double perSecond) {
        return new Pacer(0, 0, perSecond == 0 ? 0 : (long) (SECOND / perSecond));
    }

    /**
     * How long a message has to wait; 0 if it may leave now.
     *
     * @param now in nanoseconds, of a clock that never goes back
     * @param size of its packet, in bytes
     */
    public long delay(long now, int size) {
        if (!begun) {
            return 0;
        }
        while (!lastSecond.isEmpty() && now - lastSecond.getFirst().at() >= SECOND) {
            bytesInLastSecond -= lastSecond.removeFirst().bytes();
        }
        long delay = Math.max(0, due - now);
        if (messages > 0 && lastSecond.size() >= messages) {
            delay = Math.max(delay, lastSecond.getFirst().at() + SECOND - now);
        }
        return bytes > 0 && bytesInLastSecond + size > bytes ? Math.max(delay, untilRoom(now, size)) : delay;
    }

    private long untilRoom(long now, int size) {
        long left = bytesInLastSecond;
        long wait = 0;
        for (Sent sent : lastSecond) {
            if (left + size <= bytes) {
                break;
            }
            left -= sent.bytes();
            wait = sent.at() + SECOND - now;
        }
        return wait;
    }

    /** One leaves now. */
    public void sent(long now, int size) {
        if (gap == 0 && bytes == 0) {
            return;
        }
        long step = bytes == 0 ? gap : Math.max(gap, SECOND * size / bytes);
        due = (begun ? Math.max(due, now - SLACK) : now) + step;
        begun = true;
        if (messages > 0 || bytes > 0) {
            lastSecond.addLast(new Sent(now, size));
            bytesInLastSecond += size;
        }
    }
}
