package io.aromabridge.testing.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The broker's end of one connection. For one thread at a time. */
public final class Peer implements AutoCloseable {
    private final Socket raw;
    private final Socket socket;
    private final PacketStream in;
    private final int number;
    private final Duration limit;
    private final List<String> exchanged = new ArrayList<>();
    private boolean answersPings;

    /** How the other side ended a connection. */
    public enum End {
        /** In order, by FIN. */
        FIN,
        /** By RST. */
        RST
    }

    private Peer(Socket raw, Socket socket, int number, Duration limit) throws IOException {
        this.raw = raw;
        this.socket = socket;
        this.number = number;
        this.limit = limit;
        raw.setTcpNoDelay(true);
        this.in = new PacketStream(socket);
    }

    static Peer plain(Socket socket, int number, Duration limit) throws IOException {
        return new Peer(socket, socket, number, limit);
    }

    static Peer overTls(Socket raw, SSLContext tls, int number, Duration limit) throws IOException {
        // Over a socket of our own, so that a connection can end by RST or FIN without a word of TLS.
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(raw, InputStream.nullInputStream(), true);
        try {
            socket.setNeedClientAuth(true);
            raw.setSoTimeout(Math.toIntExact(limit.toMillis()));
            socket.startHandshake();
            return new Peer(raw, socket, number, limit);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** From now on a PINGREQ is answered where it is met, and not counted as a packet that came. */
    public void answerPings() {
        answersPings = true;
    }

    /** Takes the CONNECT, whatever is in it, and accepts it. */
    public Connect welcome() {
        Connect connect = expect(Connect.class);
        send(Packet.connack());
        return connect;
    }

    /** Takes the next packet, which must be this one byte for byte. */
    public void expect(Packet packet) {
        byte[] came = next("for " + packet).bytes();
        if (!Arrays.equals(packet.bytes(), came)) {
            throw failure("another packet came:" + Difference.of(packet.bytes(), came));
        }
    }

    /** Takes the next packet, which must be of this type. */
    public <T extends Packet> T expect(Class<T> type) {
        Packet packet = next("for a packet " + type.getSimpleName()).packet();
        if (!type.isInstance(packet)) {
            throw failure("expected a packet " + type.getSimpleName() + ", and " + packet + " came");
        }
        return type.cast(packet);
    }

    /**
     * Takes the next packet, which must be of this type, whatever is in it.
     *
     * @param type one of the constants of {@link RawPacket}
     */
    public RawPacket expect(int type) {
        RawPacket came = next("for a packet of type " + type);
        if (came.type() != type) {
            throw failure("expected a packet of type " + type + ", and " + came + " came");
        }
        return came;
    }

    /** Takes the next packet, which must be a PUBLISH, and acknowledges it if it has QoS 1. */
    public RawPacket take() {
        RawPacket publish = expect(RawPacket.PUBLISH);
        if (publish.qos() == 1) {
            puback(publish.packetId());
        }
        return publish;
    }

    /** Takes these bytes, be they packets or not. */
    public void expectBytes(byte... bytes) {
        byte[] came = guarded("for " + bytes.length + " bytes", () -> in.bytes(bytes.length, limit));
        exchanged.add("← " + came.length + " bytes");
        if (!Arrays.equals(bytes, came)) {
            throw failure("other bytes came:" + Difference.ofBytes(bytes, came));
        }
    }

    /** Looks for so long whether anything comes, or the other side ends the connection; nothing may. */
    public void expectNothingFor(Duration time) {
        if (in.awaitAny(time)) {
            throw failure("expected nothing for " + time.toMillis() + " ms, and " + next("for a packet") + " came");
        }
    }

    /** Waits until the other side ends the connection; nothing more may come before. */
    public End expectEnd() {
        Optional<RawPacket> came = packetOrEnd("for the end of the connection");
        if (came.isPresent()) {
            throw failure("expected the end of the connection, and " + came.get() + " came");
        }
        return in.end();
    }

    /** Waits until the other side ends the connection; packets that come before are passed over. */
    public End awaitEnd() {
        while (packetOrEnd("for the end of the connection").isPresent()) {
            // What was under way does not matter.
        }
        return in.end();
    }

    private RawPacket next(String what) {
        RawPacket came = packetOrEnd(what)
                .orElseThrow(() -> failure("waited " + what + ", and the connection ended (" + in.end() + ")"));
        exchanged.add("← " + came);
        return came;
    }

    private Optional<RawPacket> packetOrEnd(String what) {
        while (true) {
            Optional<RawPacket> came = guarded(what, () -> in.packetOrEnd(limit));
            if (came.isEmpty() || !isAnsweredPing(came.get())) {
                return came;
            }
        }
    }

    private boolean isAnsweredPing(RawPacket came) {
        boolean ping = answersPings && came.type() == RawPacket.PINGREQ;
        if (ping) {
            send(Packet.pingresp());
        }
        return ping;
    }

    /** Sends packets, all in one write. */
    public void send(Packet... packets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Packet packet : packets) {
            all.writeBytes(packet.bytes());
            exchanged.add("→ " + packet);
        }
        write(all.toByteArray());
    }

    /** Sends a CONNACK without a session. */
    public void connack(int code) {
        send(new Packet.Connack(false, code));
    }

    /**
     * Sends a SUBACK.
     *
     * @param codes for each filter the granted QoS, or 0x80
     */
    public void suback(int id, Integer... codes) {
        send(Packet.suback(id, codes));
    }

    /** Sends a PUBACK. */
    public void puback(int id) {
        send(Packet.puback(id));
    }

    /** Sends a PUBLISH with QoS 1. */
    public void publish(int id, String topic, String payload) {
        send(Packet.publish(topic, payload).withQos1(id));
    }

    /** Sends bytes, be they packets or not. */
    public void sendBytes(byte... bytes) {
        exchanged.add("→ " + bytes.length + " bytes");
        write(bytes);
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(failure("nothing could be sent: " + e).getMessage(), e);
        }
    }

    /** Says by FIN that nothing more will be sent; what comes can still be expected. */
    public void finish() {
        exchanged.add("→ FIN");
        try {
            // Not of the TLS layer: that would say goodbye first, which a process that dies does not.
            raw.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection by RST. */
    public void reset() {
        exchanged.add("→ RST");
        try {
            raw.setSoLinger(true, 0);
            raw.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection, in order as far as TCP goes. */
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The TLS session, with the client's certificate and the names it asked for; empty without TLS. */
    public Optional<ExtendedSSLSession> tls() {
        return socket instanceof SSLSocket ssl ? Optional.of((ExtendedSSLSession) ssl.getSession()) : Optional.empty();
    }

    /** Something that reads. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T guarded(String what, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new AssertionError(
                    failure("waited " + what + ": " + e.getMessage() + ended(e)).getMessage(), e);
        }
    }

    private String ended(IOException e) {
        return e instanceof EOFException ? " (" + in.end() + ")" : "";
    }

    private AssertionError failure(String what) {
        return new AssertionError("connection " + number + ": " + what + "\n  exchanged until then: "
                + (exchanged.isEmpty() ? "nothing" : String.join(" · ", exchanged)));
    }
}
