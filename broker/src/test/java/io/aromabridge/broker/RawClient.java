package io.aromabridge.broker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A client that says just the bytes it is told to, and reads packets as they come. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    public RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    public RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
    }

    /** A packet: its first byte, and what follows the remaining length. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Packet(int header, byte[] body) {
        public int type() {
            return header >> 4;
        }

        public int packetId() {
            return ByteBuffer.wrap(body).getShort(type() == 3 ? 2 + topicLength() : 0) & 0xffff;
        }

        public String topic() {
            return new String(body, 2, topicLength(), StandardCharsets.UTF_8);
        }

        public String payload() {
            int from = 2 + topicLength() + ((header & 6) == 0 ? 0 : 2);
            return new String(body, from, body.length - from, StandardCharsets.UTF_8);
        }

        private int topicLength() {
            return ByteBuffer.wrap(body).getShort(0) & 0xffff;
        }

        @Override
        public String toString() {
            return "type " + type() + " flags " + (header & 15) + " " + Arrays.toString(body);
        }
    }

    public static byte[] packet(int header, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(header);
        int left = body.size();
        do {
            int digit = left % 128;
            left /= 128;
            packet.write(left > 0 ? digit | 128 : digit);
        } while (left > 0);
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    public static byte[] text(String s) {
        byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
        return join(number(bytes.length), bytes);
    }

    public static byte[] number(int n) {
        return new byte[] {(byte) (n >> 8), (byte) n};
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** CONNECT of MQTT 3.1.1, clean session, keep alive 60 s, without credentials. */
    public static byte[] connect(String clientId) {
        return connect(4, 2, clientId);
    }

    public static byte[] connect(int level, int flags, String clientId, byte[]... more) {
        byte[] properties = level == 5 ? new byte[] {0} : new byte[0];
        return packet(
                0x10,
                text("MQTT"),
                new byte[] {(byte) level, (byte) flags},
                number(60),
                properties,
                text(clientId),
                join(more));
    }

    public static byte[] subscribe(int packetId, String filter, int qos) {
        return packet(0x82, number(packetId), text(filter), new byte[] {(byte) qos});
    }

    public static byte[] publish(int flags, String topic, int packetId, String payload) {
        byte[] id = (flags & 6) == 0 ? new byte[0] : number(packetId);
        return packet(0x30 | flags, text(topic), id, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] acknowledgement(int header, int packetId) {
        return packet(header, number(packetId));
    }

    public static byte[] disconnect() {
        return new byte[] {(byte) 0xe0, 0};
    }

    public RawClient send(byte[]... packets) throws IOException {
        out.write(join(packets));
        out.flush();
        return this;
    }

    /** The next packet. */
    public Packet read() throws IOException {
        return readOrEnd().orElseThrow(() -> new EOFException("the broker closed the connection"));
    }

    /** The next packet of a type; others before it are passed over. */
    public Packet read(int type) throws IOException {
        while (true) {
            Packet packet = read();
            if (packet.type() == type) {
                return packet;
            }
        }
    }

    /** The next packet, or empty if the broker closed the connection. */
    public Optional<Packet> readOrEnd() throws IOException {
        try {
            int header = in.read();
            if (header < 0) {
                return Optional.empty();
            }
            int length = 0;
            int shift = 0;
            int digit;
            do {
                digit = in.readUnsignedByte();
                length |= (digit & 127) << shift;
                shift += 7;
            } while (digit > 127);
            byte[] body = new byte[length];
            in.readFully(body);
            return Optional.of(new Packet(header, body));
        } catch (SocketException reset) {
            return Optional.empty();
        }
    }

    /** Connects and reads the CONNACK. */
    public RawClient connected(String clientId) throws IOException {
        begin(2, clientId);
        return this;
    }

    /** The same with a persistent session. */
    public RawClient persistent(String clientId) throws IOException {
        begin(0, clientId);
        return this;
    }

    /** Connects with these flags; says whether a session was present. */
    public boolean begin(int flags, String clientId, byte[]... more) throws IOException {
        send(connect(4, flags, clientId, more));
        Packet connAck = read();
        if (connAck.type() != 2 || connAck.body()[1] != 0) {
            throw new IOException("no CONNACK 0 but " + connAck);
        }
        return connAck.body()[0] == 1;
    }

    /** Leaves in order, and waits until the broker has closed the connection. */
    public void leave() throws IOException {
        send(disconnect());
        while (readOrEnd().isPresent()) {
            // What was under way does not matter.
        }
        close();
    }

    /** Returns once all that was sent before has been dealt with; the next packet must be the answer. */
    public void fence() throws IOException {
        send(new byte[] {(byte) 0xc0, 0});
        Packet packet = read();
        if (packet.type() != 13) {
            throw new IOException("no PINGRESP but " + packet);
        }
    }

    /** Subscribes and reads the SUBACK. */
    public RawClient subscribed(String filter, int qos) throws IOException {
        send(subscribe(1, filter, qos));
        read(9);
        return this;
    }

    /** Ends the connection with a reset. */
    public void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
