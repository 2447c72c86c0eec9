package io.aromabridge.testing.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** A client that sends just the bytes it is given, be they packets or not, and reads packets as they come. Waits at most 10 s. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    /** Connects to a port of the loopback interface. */
    public RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Takes over a connection, which may speak TLS or WebSocket. */
    public RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /**
     * A packet of any content.
     *
     * @param header the first byte: type and flags
     */
    public static byte[] packet(int header, byte[]... parts) {
        return new PacketWriter().raw(join(parts)).packet(header);
    }

    /** A text with its length in front (section 1.5.3). */
    public static byte[] text(String s) {
        return new PacketWriter().text(s).content();
    }

    /** A number of two bytes, such as a packet identifier. */
    public static byte[] number(int n) {
        return new byte[] {(byte) (n >> 8), (byte) n};
    }

    /** All parts, one behind the other. */
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

    /**
     * CONNECT with keep alive 60 s.
     *
     * @param level 4 for MQTT 3.1.1, 5 for MQTT 5, which has empty properties then
     * @param flags of section 3.1.2.3
     * @param more what follows the client identifier
     */
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

    /** SUBSCRIBE to one filter. */
    public static byte[] subscribe(int packetId, String filter, int qos) {
        return packet(0x82, number(packetId), text(filter), new byte[] {(byte) qos});
    }

    /**
     * PUBLISH.
     *
     * @param flags the four bits beside the type: DUP, QoS, RETAIN
     * @param packetId left out with QoS 0
     */
    public static byte[] publish(int flags, String topic, int packetId, String payload) {
        byte[] id = (flags & 6) == 0 ? new byte[0] : number(packetId);
        return packet(0x30 | flags, text(topic), id, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** A packet that is a packet identifier and nothing more. */
    public static byte[] acknowledgement(int header, int packetId) {
        return packet(header, number(packetId));
    }

    /** DISCONNECT. */
    public static byte[] disconnect() {
        return Packet.disconnect().bytes();
    }

    /** Sends packets, all in one write. */
    public RawClient send(Packet... packets) throws IOException {
        return send(Stream.of(packets).map(Packet::bytes).toArray(byte[][]::new));
    }

    /** Sends bytes, all in one write. */
    public RawClient send(byte[]... packets) throws IOException {
        out.write(join(packets));
        out.flush();
        return this;
    }

    /** The next packet. */
    public RawPacket read() throws IOException {
        return readOrEnd().orElseThrow(() -> new EOFException("the broker closed the connection"));
    }

    /** The next packet of a type; others before it are passed over. */
    public RawPacket read(int type) throws IOException {
        while (true) {
            RawPacket packet = read();
            if (packet.type() == type) {
                return packet;
            }
        }
    }

    /** The next packet, or empty if the broker closed the connection. */
    public Optional<RawPacket> readOrEnd() throws IOException {
        try {
            return RawPacket.read(in);
        } catch (SocketException reset) {
            return Optional.empty();
        }
    }

    /** Reads until the broker ends the connection, and says how; packets before that are passed over. */
    public Peer.End awaitEnd() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return Peer.End.FIN;
        } catch (SocketException reset) {
            return Peer.End.RST;
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
        RawPacket connAck = read();
        if (connAck.type() != RawPacket.CONNACK || connAck.body()[1] != 0) {
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
        send(Packet.pingreq());
        RawPacket packet = read();
        if (packet.type() != RawPacket.PINGRESP) {
            throw new IOException("no PINGRESP but " + packet);
        }
    }

    /** Subscribes and reads the SUBACK. */
    public RawClient subscribed(String filter, int qos) throws IOException {
        send(subscribe(1, filter, qos));
        RawPacket unused = read(RawPacket.SUBACK);
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
