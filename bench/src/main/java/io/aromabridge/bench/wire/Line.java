package io.aromabridge.bench.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes of one connection, plain or through TLS. Reads and writes block as its socket does. */
public interface Line extends AutoCloseable {
    /** Its socket, for a selector. */
    SocketChannel socket();

    /** Reads what is there; says how much, less than 0 at the end. */
    int read(ByteBuffer into) throws IOException;

    /** Takes as much as there is room for. */
    void write(ByteBuffer from) throws IOException;

    /** Whether something was taken that the socket has not taken yet; the next write sends it, of no bytes too. */
    boolean holdsBack();

    @Override
    void close() throws IOException;

    /** Without TLS. */
    static Line plain(SocketChannel socket) {
        return new PlainLine(socket);
    }
}
