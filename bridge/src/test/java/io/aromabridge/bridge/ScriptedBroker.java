package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.certs.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Is the other side, packet by packet: a test reads what was sent, and answers, keeps silent or hangs up as it likes. */
final class ScriptedBroker implements AutoCloseable {
    static final int CONNECT = 1;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int SUBSCRIBE = 8;
    static final int DISCONNECT = 14;

    private static final int LIMIT_MILLIS = 10_000;

    private final ServerSocket server;

    /** Listens on a free port. */
    ScriptedBroker() {
        this(0);
    }

    /** Listens on this port. */
    ScriptedBroker(int port) {
        this(plainServer(port));
    }

    /** Listens on this socket, which may speak TLS. */
    ScriptedBroker(ServerSocket server) {
        this.server = server;
    }

    private static ServerSocket plainServer(int port) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", port(), Optional.empty(), Optional.empty());
    }

    /** The next connection. */
    Peer accept() throws IOException {
        server.setSoTimeout(LIMIT_MILLIS);
        return new Peer(server.accept());
    }

    /** The next connection, its CONNECT answered. */
    Peer welcome() throws IOException {
        Peer peer = accept();
        peer.expect(CONNECT);
        peer.connack(0);
        return peer;
    }

    /** The next connection, its CONNECT and its one SUBSCRIBE answered. */
    Peer welcomeSubscriber(int... codes) throws IOException {
        Peer peer = welcome();
        peer.suback(peer.expect(SUBSCRIBE).packetId(), codes);
        return peer;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One packet as it came. */
    record Packet(int type, int flags, ByteBuffer body) {
        int qos() {
            return (flags >> 1) & 3;
        }

        String topic() {
            byte[] bytes = new byte[body.getShort(0) & 0xffff];
            body.duplicate().position(2).get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        int packetId() {
            int at = type == PUBLISH ? 2 + (body.getShort(0) & 0xffff) : 0;
            return body.getShort(at) & 0xffff;
        }

        String payload() {
            int at = 2 + (body.getShort(0) & 0xffff) + (qos() > 0 ? 2 : 0);
            byte[] bytes = new byte[body.limit() - at];
            body.duplicate().position(at).get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** All bytes as text, to look for a name in it. */
        String text() {
            byte[] bytes = new byte[body.limit()];
            body.duplicate().get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** One accepted connection. */
    static final class Peer implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LIMIT_MILLIS);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        Socket socket() {
            return socket;
        }

        Packet read() throws IOException {
            int first = in.readUnsignedByte();
            int length = 0;
            int shift = 0;
            int digit;
            do {
                digit = in.readUnsignedByte();
                length |= (digit & 0x7f) << shift;
                shift += 7;
            } while (digit >= 0x80);
            byte[] body = new byte[length];
            in.readFully(body);
            return new Packet(first >> 4, first & 15, ByteBuffer.wrap(body));
        }

        Packet expect(int type) throws IOException {
            Packet packet = read();
            assertEquals(type, packet.type(), "type of the packet that came");
            return packet;
        }

        /** The next PUBLISH, acknowledged. */
        Packet take() throws IOException {
            Packet packet = expect(PUBLISH);
            if (packet.qos() == 1) {
                puback(packet.packetId());
            }
            return packet;
        }

        /** Whether nothing comes for a while. */
        boolean isSilent(int millis) throws IOException {
            socket.setSoTimeout(millis);
            try {
                in.readUnsignedByte();
                return false;
            } catch (SocketTimeoutException nothing) {
                return true;
            } finally {
                socket.setSoTimeout(LIMIT_MILLIS);
            }
        }

        /** Waits until the other end hangs up; what it still sends is thrown away. */
        boolean awaitEnd() throws IOException {
            try {
                in.transferTo(OutputStream.nullOutputStream());
                return true;
            } catch (SocketTimeoutException stillOpen) {
                return false;
            } catch (SocketException reset) {
                return true;
            }
        }

        void pingresp() throws IOException {
            send(0xD0, new byte[0]);
        }

        void connack(int code) throws IOException {
            send(0x20, new byte[] {0, (byte) code});
        }

        void suback(int packetId, int... codes) throws IOException {
            ByteBuffer body = ByteBuffer.allocate(2 + codes.length).putShort((short) packetId);
            for (int code : codes) {
                body.put((byte) code);
            }
            send(0x90, body.array());
        }

        void puback(int packetId) throws IOException {
            send(0x40, ByteBuffer.allocate(2).putShort((short) packetId).array());
        }

        void publish(int packetId, String topic, String payload) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(body);
            data.writeUTF(topic);
            data.writeShort(packetId);
            data.write(payload.getBytes(StandardCharsets.UTF_8));
            send(0x32, body.toByteArray());
        }

        private void send(int first, byte[] body) throws IOException {
            assertEquals(0, body.length >> 7, "only short packets are sent here");
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.write(first);
            packet.write(body.length);
            packet.write(body);
            out.write(packet.toByteArray());
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
