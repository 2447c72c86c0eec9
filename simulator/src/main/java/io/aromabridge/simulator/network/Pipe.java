package io.aromabridge.simulator.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One direction of a connection: takes what one socket receives, keeps what is under way, and writes it to the other in
 * the same order. The end of the source, FIN or RST, travels behind the bytes and takes as long as they do. Lives on the
 * uplink's thread; every time is {@link System#nanoTime}.
 */
final class Pipe extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);

    /** What {@link #flush} answers when time alone changes nothing. */
    static final long NEVER = Long.MAX_VALUE;

    /** With this many bytes under way no more are read: the sender's TCP window closes. */
    private static final int FULL = 1 << 20;

    private static final long SECOND = 1_000_000_000L;

    /** A limited bandwidth is given out in this many parts of a second. */
    private static final int SLICES = 50;

    // fixed
    private final UplinkConnection connection;
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
    private boolean writing;

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
    private record Piece(Kind kind, ByteBuf bytes, long due) {}

    /** A direction in which nothing has passed yet; {@code passed} counts the bytes that will. */
    Pipe(UplinkConnection connection, SocketChannel from, SocketChannel to, AtomicLong passed, RandomGenerator chance) {
        this.connection = connection;
        this.from = from;
        this.to = to;
        this.passed = passed;
        this.chance = chance;
        this.lastDue = System.nanoTime();
        this.freeAt = lastDue;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (discards) {
            bytes.release();
        } else {
            add(Kind.BYTES, bytes);
        }
        connection.settle();
    }

    /** The source has sent FIN; after a failed write to it, its RST looks like one. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            end(connection.opposite(this).lost ? Kind.RST : Kind.FIN);
        }
    }

    /** The source has sent RST. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            log.error("uplink failed on a connection", cause);
        }
        end(Kind.RST);
    }

    private void end(Kind how) {
        if (sourceEnded) {
            return;
        }
        sourceEnded = true;
        if (!discards) {
            add(how, Unpooled.EMPTY_BUFFER);
        }
        connection.sourceEnded(this);
    }

    private void add(Kind kind, ByteBuf bytes) {
        Conditions conditions = connection.conditions();
        long jitter = conditions.jitterNanos();
        long arrival = System.nanoTime()
                + conditions.latencyNanos()
                + (jitter == 0 ? 0 : chance.nextLong(-jitter, jitter + 1));
        // Nothing overtakes.
        lastDue = arrival - lastDue > 0 ? arrival : lastDue;
        underWay.add(new Piece(kind, bytes, lastDue));
        bytesUnderWay += bytes.readableBytes();
    }

    /** Only so many bytes pass from now on. */
    void allow(long bytes) {
        allowance = bytes;
    }

    /** Whether all bytes that may pass have passed. */
    boolean exhausted() {
        return allowance == 0 && !writing;
    }

    /** Whether the source has ended; the destination may not know yet. */
    boolean sourceEnded() {
        return sourceEnded;
    }

    /** Whether both ends are done with. */
    boolean over() {
        return sourceEnded && destinationEnded;
    }

    /** Whether the source ended with RST, and it is time for the destination to know. */
    boolean reset() {
        return reset;
    }

    /** Reads from the source from now on, unless nothing may pass, or enough is under way. */
    void read() {
        boolean wanted = !connection.conditions().frozen() && !sourceEnded && (discards || bytesUnderWay < FULL);
        from.config().setAutoRead(wanted);
    }

    /** What is under way arrives now. */
    void hurry() {
        long now = System.nanoTime();
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
    long flush(long now) {
        Conditions conditions = connection.conditions();
        while (!conditions.frozen() && !writing && allowance > 0 && !underWay.isEmpty()) {
            Piece next = underWay.element();
            long wait = Math.max(next.due() - now, next.kind() == Kind.BYTES ? freeAt - now : 0);
            if (wait > 0) {
                return wait;
            }
            if (next.kind() == Kind.BYTES) {
                write(next.bytes(), conditions.bytesPerSecond(), now);
            } else {
                underWay.remove();
                arrive(next.kind());
            }
        }
        return NEVER;
    }

    private void arrive(Kind end) {
        destinationEnded = true;
        if (end == Kind.RST) {
            reset = true;
        } else {
            var unused = to.shutdownOutput();
        }
    }

    /** Writes as much of the first piece as the bandwidth allows at once. */
    private void write(ByteBuf bytes, long bytesPerSecond, long now) {
        boolean limited = bytesPerSecond != Conditions.UNLIMITED;
        long slice = limited ? Math.max(1, bytesPerSecond / SLICES) : allowance;
        int count = (int) Math.min(bytes.readableBytes(), Math.min(slice, allowance));
        ByteBuf part = bytes.readRetainedSlice(count);
        if (!bytes.isReadable()) {
            underWay.remove();
            bytes.release();
        }
        allowance -= allowance == Conditions.UNLIMITED ? 0 : count;
        if (limited) {
            // A late turn of the loop is made up for, an idle time is not.
            boolean late = now - freeAt < 2 * SECOND / SLICES;
            freeAt = (late ? freeAt : now) + count * SECOND / bytesPerSecond;
        }
        writing = true;
        ChannelFuture write = to.writeAndFlush(part);
        if (write.isDone()) {
            written(write, count);
        } else {
            write.addListener(done -> {
                written(write, count);
                connection.settle();
            });
        }
    }

    private void written(ChannelFuture write, int count) {
        writing = false;
        if (write.isSuccess()) {
            passed.addAndGet(count);
            bytesUnderWay -= discards ? 0 : count;
        } else if (!discards) {
            lost = true;
            loseDestination();
        }
    }

    /** The destination is gone: bytes that come are read and lost. */
    void loseDestination() {
        discards = true;
        destinationEnded = true;
        underWay.forEach(piece -> piece.bytes().release());
        underWay.clear();
        bytesUnderWay = 0;
    }

    /** The source is gone, and the destination does not learn of it. */
    void loseSource() {
        loseDestination();
        sourceEnded = true;
    }

    /** Ends the destination with FIN now: bytes that come are read and lost. */
    void cutOff() {
        boolean alreadyEnded = destinationEnded;
        loseDestination();
        if (!alreadyEnded) {
            var unused = to.shutdownOutput();
        }
    }
}
