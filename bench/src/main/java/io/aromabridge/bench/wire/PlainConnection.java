package io.aromabridge.bench.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes as they are. */
record PlainConnection(SocketChannel socket) implements LoadConnection {
    @Override
    public int read(ByteBuffer into) throws IOException {
        return socket.read(into);
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        int unused = socket.write(from);
    }

    @Override
    public boolean holdsBack() {
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
