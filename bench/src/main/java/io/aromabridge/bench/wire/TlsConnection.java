package io.aromabridge.bench.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** A client's bytes through TLS. What is written at once shares its records, up to 16 KiB each. */
public final class TlsConnection implements LoadConnection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel socket;
    private final SSLEngine engine;
    private final ByteBuffer sealed;
    private final ByteBuffer toOpen;
    private final ByteBuffer opened;

    private TlsConnection(SocketChannel socket, SSLEngine engine) {
        this.socket = socket;
        this.engine = engine;
        this.sealed = ByteBuffer.allocateDirect(engine.getSession().getPacketBufferSize());
        this.toOpen = ByteBuffer.allocateDirect(engine.getSession().getPacketBufferSize());
        this.opened = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
    }

    /**
     * Shakes hands.
     *
     * @param socket connected, and blocking
     * @param engine in client mode
     */
    public static LoadConnection open(SocketChannel socket, SSLEngine engine) throws IOException {
        TlsConnection line = new TlsConnection(socket, engine);
        engine.beginHandshake();
        line.shakeHands();
        return line;
    }

    private void shakeHands() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> seal(NOTHING);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (open() < 0) {
                        throw new EOFException("the other side has ended the TLS handshake");
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    @Override
    public SocketChannel socket() {
        return socket;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int got = 0;
        while (into.hasRemaining()) {
            if (!opened.hasRemaining()) {
                int more = open();
                if (more <= 0) {
                    return got > 0 ? got : more;
                }
            }
            int length = Math.min(into.remaining(), opened.remaining());
            into.put(into.position(), opened, opened.position(), length);
            into.position(into.position() + length);
            opened.position(opened.position() + length);
            got += length;
        }
        return got;
    }

    /** Opens what comes: the number of bytes in it, 0 if there is nothing now, less than 0 at the end. */
    private int open() throws IOException {
        while (true) {
            opened.clear();
            toOpen.flip();
            SSLEngineResult result = engine.unwrap(toOpen, opened);
            toOpen.compact();
            opened.flip();
            if (result.getStatus() == Status.CLOSED) {
                return -1;
            }
            if (opened.hasRemaining()) {
                return opened.remaining();
            }
            boolean shaking = engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
            if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                int read = socket.read(toOpen);
                if (read <= 0) {
                    return read;
                }
            } else if (shaking) {
                return 0;
            }
        }
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        send();
        while (from.hasRemaining() && !holdsBack()) {
            seal(from);
        }
    }

    private void seal(ByteBuffer from) throws IOException {
        SSLEngineResult result = engine.wrap(from, sealed);
        if (result.getStatus() != Status.OK) {
            throw new EOFException("TLS cannot write any more: " + result.getStatus());
        }
        send();
    }

    private void send() throws IOException {
        sealed.flip();
        int unused = socket.write(sealed);
        sealed.compact();
    }

    @Override
    public boolean holdsBack() {
        return sealed.position() > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
