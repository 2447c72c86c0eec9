package io.aromabridge.bench.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A non-blocking connection with its buffers: many packets go with one call of the operating system. One thread's only.
 */
public final class Wire implements AutoCloseable {
    /** Bytes that one {@link #receive} takes at most; no packet may be longer. */
    public static final int RECEIVE_BYTES = 256 * 1024;

    private final LoadConnection line;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final ByteBuffer out;
    private boolean reading = true;
    private boolean writing;

    /**
     * Takes over a connection.
     *
     * @param attachment of its key in the selector
     * @param sendBytes room for what is to be sent
     */
    public Wire(LoadConnection line, Selector selector, Object attachment, int sendBytes) throws IOException {
        this.line = line;
        this.out = ByteBuffer.allocateDirect(sendBytes);
        line.socket().configureBlocking(false);
        this.key = line.socket().register(selector, SelectionKey.OP_READ, attachment);
    }

    /**
     * Reads what is there, up to the room there is.
     *
     * @throws EOFException if the other side has closed the connection
     */
    public void receive() throws IOException {
        if (line.read(in) < 0) {
            throw new EOFException("the connection was closed by the other side");
        }
    }

    /** Hands over the whole packets among what was read. */
    public void each(LoadPackets.Handler handler) throws ProtocolException {
        in.flip();
        try {
            LoadPackets.each(in, handler);
        } finally {
            in.compact();
        }
    }

    /** What {@link #flush} is to send goes in here. */
    public ByteBuffer out() {
        return out;
    }

    /** Sends as much as the socket takes; the selector reports when it takes more. */
    public void flush() throws IOException {
        if (isWaiting()) {
            out.flip();
            line.write(out);
            out.compact();
        }
        if (writing != isWaiting()) {
            writing = !writing;
            interest();
        }
    }

    private boolean isWaiting() {
        return out.position() > 0 || line.holdsBack();
    }

    /** Whether the selector is to report that there is something to receive. */
    public void reading(boolean wanted) {
        if (reading != wanted) {
            reading = wanted;
            interest();
        }
    }

    private void interest() {
        key.interestOps((reading ? SelectionKey.OP_READ : 0) | (writing ? SelectionKey.OP_WRITE : 0));
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
