package io.aromabridge.simulator.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One connection through the uplink: the socket of the client that came in (near), the socket to the server (far), and a
 * pipe in each direction. The far one connects as soon as bytes may pass. Called on the loop's thread only.
 */
final class Link {
    // fixed
    private final Line line;
    private final int number;
    private final SocketChannel near;
    private final SocketChannel far;
    private final SelectionKey nearKey;
    private final SelectionKey farKey;
    private final Pipe up;
    private final Pipe down;

    private State state = State.NEW;
    private String ender = "";
    private long due = Pipe.NEVER;

    private enum State {
        /** Nothing was done at the far side yet. */
        NEW,
        /** It waits for the server. */
        CONNECTING,
        /** Bytes pass, or are on their way to a lost side's place. */
        OPEN,
        /** One side is gone, the other was not told. */
        HALF_OPEN,
        /** Both sockets are closed. */
        OVER
    }

    /** A connection of a client that came in. */
    Link(Line line, int number, SocketChannel near) throws IOException {
        this.line = line;
        this.number = number;
        this.near = near;
        this.far = SocketChannel.open();
        near.configureBlocking(false);
        far.configureBlocking(false);
        near.setOption(StandardSocketOptions.TCP_NODELAY, true);
        far.setOption(StandardSocketOptions.TCP_NODELAY, true);
        long now = System.nanoTime();
        up = new Pipe(near, far, line.traffic().bytesUp(), line.chance(), now);
        down = new Pipe(far, near, line.traffic().bytesDown(), line.chance(), now);
        up.allow(line.conditions().closeAfter());
        nearKey = line.loop().watch(near, 0, this::nearReady);
        farKey = line.loop().watch(far, 0, this::farReady);
    }

    /** Connects to the server, unless nothing passes now. */
    void begin(InetSocketAddress server) {
        if (state != State.NEW || line.conditions().frozen()) {
            return;
        }
        state = State.CONNECTING;
        try {
            if (far.connect(server)) {
                connected();
            } else {
                watch();
            }
        } catch (IOException e) {
            unreachable(e);
        }
    }

    private void connected() {
        state = State.OPEN;
        long unused = settle(System.nanoTime());
    }

    private void unreachable(IOException why) {
        abort("reset: the server cannot be reached (" + why.getMessage() + ")");
    }

    private void nearReady(SelectionKey key, long now) {
        if (key.isReadable()) {
            up.read(line.buffer(), line.conditions(), down.lost(), now);
            blame("the client", up);
        }
        long unused = settle(now);
    }

    private void farReady(SelectionKey key, long now) {
        if (state == State.CONNECTING) {
            // It may have been selected before an order of the same turn.
            if (!line.conditions().frozen()) {
                finishConnect();
            }
            return;
        }
        if (key.isReadable()) {
            down.read(line.buffer(), line.conditions(), up.lost(), now);
            blame("the server", down);
        }
        long unused = settle(now);
    }

    private void finishConnect() {
        try {
            if (far.finishConnect()) {
                connected();
            }
        } catch (IOException e) {
            unreachable(e);
        }
    }

    private void blame(String who, Pipe pipe) {
        if (ender.isEmpty() && pipe.sourceEnded()) {
            ender = who;
        }
    }

    /** Passes on what is due; answers after how many nanoseconds more will be. */
    long settle(long now) {
        if (state == State.NEW || state == State.CONNECTING) {
            watch();
            return Pipe.NEVER;
        }
        long wait = Math.min(up.flush(line.conditions(), now), down.flush(line.conditions(), now));
        if (up.exhausted()) {
            up.allow(Conditions.UNLIMITED);
            up.cutOff();
            down.cutOff();
            line.tell("connection " + number + " ended: its client has sent as much as it may");
            ender = "the uplink";
        }
        if (up.reset() || down.reset()) {
            abort("reset by " + ender);
        } else if (up.over() && down.over()) {
            end("ended by " + ender);
        } else {
            watch();
        }
        due = wait == Pipe.NEVER ? Pipe.NEVER : now + wait;
        line.waits(this, wait != Pipe.NEVER && state != State.OVER);
        return wait;
    }

    /** Passes on what is due, if anything is; answers after how many nanoseconds more will be. */
    long turn(long now) {
        return due - now > 0 ? due - now : settle(now);
    }

    private void watch() {
        boolean passing = state == State.OPEN || state == State.HALF_OPEN;
        int connect = state == State.CONNECTING && !line.conditions().frozen() ? SelectionKey.OP_CONNECT : 0;
        interest(nearKey, passing ? interest(up, down) : 0);
        interest(farKey, passing ? interest(down, up) : connect);
    }

    private int interest(Pipe fromIt, Pipe toIt) {
        return (fromIt.wantsToRead(line.conditions()) ? SelectionKey.OP_READ : 0)
                | (toIt.wantsToWrite(line.conditions()) ? SelectionKey.OP_WRITE : 0);
    }

    private static void interest(SelectionKey key, int operations) {
        if (key.isValid()) {
            key.interestOps(operations);
        }
    }

    /** Only so many bytes of the client pass from now on. */
    void allow(long bytes) {
        up.allow(bytes);
    }

    /** Ends one side with RST; the other is told nothing. */
    void halfOpen(Uplink.End gone) {
        if (state == State.CONNECTING) {
            // The server may know of it before the loop does.
            finishConnect();
        }
        if (state != State.OPEN) {
            // There is only one side, or the other one goes now.
            if ((gone == Uplink.End.FAR ? far : near).isOpen()) {
                reset();
            }
            return;
        }
        if (gone == Uplink.End.FAR) {
            Sockets.reset(far);
            up.loseDestination();
            down.loseSource();
        } else {
            Sockets.reset(near);
            down.loseDestination();
            up.loseSource();
        }
        ender = gone == Uplink.End.FAR ? "the client" : "the server";
        state = State.HALF_OPEN;
        watch();
    }

    /** The line is as new: what is under way arrives, what cannot be mended ends. */
    void restore(InetSocketAddress server, long now) {
        up.allow(Conditions.UNLIMITED);
        up.hurry(now);
        down.hurry(now);
        if (state == State.HALF_OPEN) {
            abort("reset: one side had ended long ago");
        } else if (state == State.NEW) {
            up.read(line.buffer(), line.conditions(), false, now);
            if (up.sourceEnded()) {
                abort("dropped: its client has given up");
            } else {
                begin(server);
            }
        } else {
            long unused = settle(now);
        }
    }

    /** Ends both sides with RST. */
    void reset() {
        Sockets.reset(near);
        Sockets.reset(far);
        over();
    }

    private void abort(String story) {
        reset();
        line.tell("connection " + number + " " + story);
    }

    private void end(String story) {
        close();
        line.tell("connection " + number + " " + story);
    }

    /** Ends both sides in order. */
    void close() {
        Sockets.close(near);
        Sockets.close(far);
        over();
    }

    private void over() {
        state = State.OVER;
        line.gone(this);
    }
}
