package io.aromabridge.testkit.script;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A client that writes and reads bytes. */
final class RawClient implements AutoCloseable {
    private static final int LIMIT_MILLIS = 5_000;

    private final Socket socket;

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    static RawClient to(ScriptedBroker broker) throws IOException {
        return new RawClient(new Socket(InetAddress.getLoopbackAddress(), broker.port()));
    }

    void send(Packet packet) throws IOException {
        send(packet.bytes());
    }

    void send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next packets, which must be as long as these. */
    Packet read(int bytes) throws IOException {
        return PacketParser.parse(in().readNBytes(bytes));
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
