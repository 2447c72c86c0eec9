package io.aromabridge.simulator.network;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection through the uplink: the socket of the client that came in (near), the socket to the server (far), and a
 * pipe in each direction. The far one connects as soon as bytes may pass. Lives on the uplink's thread.
 */
final class UplinkConnection {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);

    /** Reads until nothing is left, so that an end is seen together with the last bytes. */
    private static final RecvByteBufAllocator READ_ALL =
            new AdaptiveRecvByteBufAllocator().respectMaybeMoreData(false).maxMessagesPerRead(16);

    // fixed
    private final Uplink uplink;
    private final int number;
    private final SocketChannel near;
    private final SocketChannel far = new NioSocketChannel();
    private final ChannelPromise connected = far.newPromise();
    private final Pipe up;
    private final Pipe down;

    private State state = State.NEW;
    private String ender = "";
    private Optional<ScheduledFuture<?>> next = Optional.empty();

    private enum State {
        /** Nothing was done at the far side yet. */
        NEW,
        /** It waits for the server. */
        CONNECTING,
        /** Bytes pass, or are on their way to a lost side's place. */
        OPEN,
        /** One side is gone, the other does not know. */
        HALF_OPEN,
        /** Both sockets are closed. */
        OVER
    }

    /** A connection of a client that came in; throws {@link ChannelException} if there is no socket for the far side. */
    UplinkConnection(Uplink uplink, int number, SocketChannel near) {
        this.uplink = uplink;
        this.number = number;
        this.near = near;
        this.up = new Pipe(this, near, far, uplink.bytesUp, uplink.chance);
        this.down = new Pipe(this, far, near, uplink.bytesDown, uplink.chance);
        up.allow(conditions().closeAfter());
        prepare(near, up);
        prepare(far, down);
        var unused = near.eventLoop().register(far);
        connected.addListener(done -> settle());
    }

    private static void prepare(SocketChannel channel, Pipe pipe) {
        channel.config()
                .setAllowHalfClosure(true)
                .setTcpNoDelay(true)
                .setConnectTimeoutMillis(0)
                .setAutoRead(false)
                // What was received before a write failed can still be read.
                .setAutoClose(false)
                .setRecvByteBufAllocator(READ_ALL);
        channel.pipeline().addLast(pipe);
    }

    Conditions conditions() {
        return uplink.conditions();
    }

    Pipe opposite(Pipe pipe) {
        return pipe == up ? down : up;
    }

    /** Connects to the server, unless nothing passes now, or the client has given up already. */
    void begin() {
        if (state != State.NEW) {
            return;
        }
        near.config().setAutoRead(false);
        if (conditions().frozen()) {
            return;
        }
        if (up.sourceEnded()) {
            abort("dropped: its client has given up");
            return;
        }
        state = State.CONNECTING;
        var unused = far.connect(uplink.server, connected);
    }

    /** Looks whether the server has accepted or refused the connection. */
    private void lookAtServer() {
        if (state != State.CONNECTING || !connected.isDone()) {
            return;
        }
        if (connected.isSuccess()) {
            state = State.OPEN;
        } else {
            // Netty's own exception names the address, its cause does not.
            Throwable why = connected.cause().getCause() == null
                    ? connected.cause()
                    : connected.cause().getCause();
            abort("reset: the server cannot be reached (" + why.getMessage() + ")");
        }
    }

    /** A side has sent its end. */
    void sourceEnded(Pipe pipe) {
        if (ender.isEmpty()) {
            ender = pipe == up ? "the client" : "the server";
        }
        settle();
    }

    /** Passes on what is due, and comes back when more is. */
    void settle() {
        if (!conditions().frozen()) {
            lookAtServer();
        }
        if (state != State.OPEN && state != State.HALF_OPEN) {
            return;
        }
        long now = System.nanoTime();
        long wait = Math.min(up.flush(now), down.flush(now));
        if (up.exhausted()) {
            up.allow(Conditions.UNLIMITED);
            up.cutOff();
            down.cutOff();
            uplink.report("connection " + number + " ended: its client has sent as much as it may");
            ender = "the uplink";
        }
        if (up.reset() || down.reset()) {
            abort("reset by " + ender);
        } else if (up.over() && down.over()) {
            close();
            uplink.report("connection " + number + " ended by " + ender);
        } else {
            up.read();
            down.read();
            wake(wait);
        }
    }

    private void wake(long wait) {
        next.ifPresent(earlier -> earlier.cancel(false));
        next = wait == Pipe.NEVER
                ? Optional.empty()
                : Optional.of(near.eventLoop().schedule(this::settle, wait, TimeUnit.NANOSECONDS));
    }

    /** Only so many bytes of the client pass from now on. */
    void allow(long bytes) {
        up.allow(bytes);
    }

    /** Ends one side with RST; the other learns nothing. */
    void halfOpen(Uplink.End gone) {
        lookAtServer();
        if (state != State.OPEN) {
            // There is only one side, or the other one goes now.
            if ((gone == Uplink.End.FAR ? far : near).isOpen()) {
                reset();
            }
            return;
        }
        if (gone == Uplink.End.FAR) {
            up.loseDestination();
            down.loseSource();
            reset(far);
        } else {
            down.loseDestination();
            up.loseSource();
            reset(near);
        }
        ender = gone == Uplink.End.FAR ? "the client" : "the server";
        state = State.HALF_OPEN;
        settle();
    }

    /** The line is as new: bytes under way arrive, a half-open connection ends. */
    void restore() {
        up.allow(Conditions.UNLIMITED);
        up.hurry();
        down.hurry();
        if (state == State.HALF_OPEN) {
            abort("reset: one side had ended long ago");
        } else if (state == State.NEW) {
            // Its client may have ended meanwhile.
            near.config().setAutoRead(true);
            uplink.soon(this::begin);
        } else {
            settle();
        }
    }

    /** Ends both sides with RST. */
    void reset() {
        over();
        reset(near);
        reset(far);
    }

    static void reset(Channel channel) {
        try {
            if (channel.isOpen()) {
                boolean unused = channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
        } catch (ChannelException e) {
            log.debug("SO_LINGER could not be set: the socket ends with FIN", e);
        }
        var unused = channel.close();
    }

    private void abort(String story) {
        reset();
        uplink.report("connection " + number + " " + story);
    }

    /** Ends both sides in order. */
    void close() {
        over();
        var unused = near.close();
        var unusedToo = far.close();
    }

    private void over() {
        state = State.OVER;
        wake(Pipe.NEVER);
        up.loseSource();
        down.loseSource();
        uplink.over(this);
    }
}
