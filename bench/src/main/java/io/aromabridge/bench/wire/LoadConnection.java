package io.aromabridge.bench.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes of one connection, plain or through TLS. Reads and writes block as its socket does. */
public interface LoadConnection extends AutoCloseable {
    /** Its socket, for a selector. */
    SocketChannel socket();

    /** Reads what is there: the number of bytes, less than 0 at the end. */
    int read(ByteBuffer into) throws IOException;

    /** Takes as much as there is room for. */
    void write(ByteBuffer from) throws IOException;

    /** Whether something was taken that the socket has not taken yet; the next write sends it, of no bytes too. */
    boolean holdsBack();

    @Override
    void close() throws IOException;

    /** Without TLS. */
    static LoadConnection plain(SocketChannel socket) {
        return new PlainConnection(socket);
    }
}
