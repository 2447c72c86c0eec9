package io.aromabridge.simulator.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * One direction of a connection: reads from one socket, keeps what is under way, and writes it to the other in the same
 * order. The end of the source, FIN or RST, travels behind the bytes and takes as long as they do. Called on the loop's
 * thread only; every time is {@link System#nanoTime}.
 */
final class Pipe {
    /** What {@link #flush} answers when time alone changes nothing. */
    static final long NEVER = Long.MAX_VALUE;

    /** With this many bytes under way no more are read: the sender's TCP window closes. */
    private static final int FULL = 1 << 20;

    private static final long SECOND = 1_000_000_000L;

    /** A limited bandwidth is given out in this many parts of a second. */
    private static final int SLICES = 50;

    // fixed
    private final SocketChannel from;
    private final SocketChannel to;
    private final AtomicLong passed;
    private final RandomGenerator chance;

    // what is under way
    private final ArrayDeque<Piece> underWay = new ArrayDeque<>();
    private int bytesUnderWay;
    private long lastDue;

    // what has passed
    private long freeAt;
    private long allowance = Conditions.UNLIMITED;
    private boolean blocked;

    // how it ends
    private boolean sourceEnded;
    private boolean destinationEnded;
    private boolean lost;
    private boolean discards;
    private boolean reset;

    /** What travels. */
    private enum Kind {
        BYTES,
        FIN,
        RST
    }

    /** Bytes, or the end, and when they arrive. */
    private record Piece(Kind kind, ByteBuffer bytes, long due) {}

    /** A direction in which nothing has passed yet; {@code passed} counts the bytes that will. */
    Pipe(SocketChannel from, SocketChannel to, AtomicLong passed, RandomGenerator chance, long now) {
        this.from = from;
        this.to = to;
        this.passed = passed;
        this.chance = chance;
        this.lastDue = now;
        this.freeAt = now;
    }

    /** Only so many bytes pass from now on. */
    void allow(long bytes) {
        allowance = bytes;
    }

    /** Whether all bytes that may pass have passed. */
    boolean exhausted() {
        return allowance == 0;
    }

    /** Whether the source is to be watched for bytes. */
    boolean wantsToRead(Conditions conditions) {
        return !conditions.frozen() && !sourceEnded && (discards || bytesUnderWay < FULL);
    }

    /** Whether the destination is to be watched for room. */
    boolean wantsToWrite(Conditions conditions) {
        return !conditions.frozen() && blocked;
    }

    /** Whether the source has ended; the destination may not know yet. */
    boolean sourceEnded() {
        return sourceEnded;
    }

    /** Whether both ends are done with. */
    boolean over() {
        return sourceEnded && destinationEnded;
    }

    /** Whether a write failed: the destination is gone, and reading from it would not tell any more how. */
    boolean lost() {
        return lost;
    }

    /** Whether the source ended with RST, and it is time for the destination to know. */
    boolean reset() {
        return reset;
    }

    /**
     * Reads what there is, up to a megabyte: others wait for their turn.
     *
     * @param sourceLost whether a write to the source failed, so that its RST looks like an end in order
     */
    void read(ByteBuffer buffer, Conditions conditions, boolean sourceLost, long now) {
        try {
            for (int turns = FULL / buffer.capacity(); turns > 0 && wantsToRead(conditions); turns--) {
                int count = from.read(buffer.clear());
                if (count == 0) {
                    return;
                }
                if (count < 0) {
                    end(sourceLost ? Kind.RST : Kind.FIN, conditions, now);
                } else if (!discards) {
                    ByteBuffer bytes =
                            ByteBuffer.allocate(count).put(buffer.flip()).flip();
                    add(Kind.BYTES, bytes, conditions, now);
                }
            }
        } catch (IOException peerReset) {
            // That is how a socket says it.
            end(Kind.RST, conditions, now);
        }
    }

    private void end(Kind how, Conditions conditions, long now) {
        sourceEnded = true;
        if (!discards) {
            add(how, ByteBuffer.allocate(0), conditions, now);
        }
    }

    private void add(Kind kind, ByteBuffer bytes, Conditions conditions, long now) {
        long jitter = conditions.jitterNanos();
        long arrival = now + conditions.latencyNanos() + (jitter == 0 ? 0 : chance.nextLong(-jitter, jitter + 1));
        // Nothing overtakes.
        lastDue = arrival - lastDue > 0 ? arrival : lastDue;
        underWay.add(new Piece(kind, bytes, lastDue));
        bytesUnderWay += bytes.remaining();
    }

    /** What is under way arrives now. */
    void hurry(long now) {
        for (int left = underWay.size(); left > 0; left--) {
            Piece piece = underWay.remove();
            underWay.add(new Piece(piece.kind(), piece.bytes(), now));
        }
        lastDue = now;
        freeAt = now;
    }

    /**
     * Writes what has arrived.
     *
     * @return how many nanoseconds from now the next may be written; {@link #NEVER} if that is not a matter of time
     */
    long flush(Conditions conditions, long now) {
        blocked = false;
        while (!conditions.frozen() && !blocked && !exhausted()) {
            Piece next = underWay.peek();
            if (next == null) {
                return NEVER;
            }
            long wait = Math.max(next.due() - now, next.kind() == Kind.BYTES ? freeAt - now : 0);
            if (wait > 0) {
                return wait;
            }
            if (next.kind() == Kind.BYTES) {
                write(next.bytes(), conditions.bytesPerSecond(), now);
            } else {
                arrive(next.kind());
            }
            if (!next.bytes().hasRemaining()) {
                // A write that failed has emptied it already.
                underWay.poll();
            }
        }
        return NEVER;
    }

    private void arrive(Kind end) {
        destinationEnded = true;
        if (end == Kind.RST) {
            reset = true;
        } else {
            Sockets.finish(to);
        }
    }

    /** Writes as much as the bandwidth allows at once. */
    private void write(ByteBuffer bytes, long bytesPerSecond, long now) {
        boolean limited = bytesPerSecond != Conditions.UNLIMITED;
        long slice = limited ? Math.max(1, bytesPerSecond / SLICES) : allowance;
        int most = (int) Math.min(bytes.remaining(), Math.min(slice, allowance));
        int count;
        try {
            count = to.write(bytes.slice(bytes.position(), most));
        } catch (IOException gone) {
            lost = true;
            loseDestination();
            return;
        }
        bytes.position(bytes.position() + count);
        bytesUnderWay -= count;
        passed.addAndGet(count);
        allowance -= allowance == Conditions.UNLIMITED ? 0 : count;
        if (limited) {
            // A late turn of the loop is made up for, an idle time is not.
            boolean late = now - freeAt < 2 * SECOND / SLICES;
            freeAt = (late ? freeAt : now) + count * SECOND / bytesPerSecond;
        }
        blocked = count < most;
    }

    /** There is nobody to write to any more: what comes is read and lost. */
    void loseDestination() {
        discards = true;
        destinationEnded = true;
        blocked = false;
        underWay.clear();
        bytesUnderWay = 0;
    }

    /** There is nothing to read any more, and the destination is not told. */
    void loseSource() {
        loseDestination();
        sourceEnded = true;
    }

    /** Ends the destination with FIN now: what comes is read and lost. */
    void cutOff() {
        if (!destinationEnded) {
            Sockets.finish(to);
        }
        loseDestination();
    }
}
