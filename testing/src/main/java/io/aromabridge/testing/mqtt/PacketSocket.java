package io.aromabridge.testing.mqtt;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Either end of a connection, with buffers: for a peer of many messages, which reads and writes many packets with one call
 * of the operating system. Blocks as its socket does.
 */
public final class PacketSocket implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** Takes over a connection. */
    public PacketSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    }

    /**
     * The next packet.
     *
     * @throws EOFException if the other side has ended the connection
     */
    public RawPacket read() throws IOException {
        return RawPacket.read(in).orElseThrow(() -> new EOFException("the other side has ended the connection"));
    }

    /** Whether the next packet has begun to arrive. */
    public boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    /** Puts a packet into the buffer; {@link #flush} sends it, if it does not go sooner. */
    public void write(Packet packet) throws IOException {
        out.write(packet.bytes());
    }

    /** Sends what is in the buffer. */
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
