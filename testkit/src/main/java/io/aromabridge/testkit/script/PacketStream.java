package io.aromabridge.testkit.script;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Cuts what comes over a socket into packets, each within a time. */
final class PacketStream {
    private final Socket socket;
    private final PushbackInputStream in;
    private Peer.End end = Peer.End.FIN;

    PacketStream(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** How the connection ended; of use once it has. */
    Peer.End end() {
        return end;
    }

    /** The next packet with its fixed header; empty if the connection ends before it. */
    Optional<byte[]> packetOrEnd(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        int first = read(deadline, limit);
        if (first < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int left = 0;
        int digit = 0x80;
        for (int shift = 0; (digit & 0x80) != 0; shift += 7) {
            if (shift > 21) {
                throw new IOException("what came is no packet: its length has more than 4 bytes");
            }
            digit = within(deadline, limit, packet);
            left |= (digit & 0x7f) << shift;
        }
        for (; left > 0; left--) {
            int unused = within(deadline, limit, packet);
        }
        return Optional.of(packet.toByteArray());
    }

    private int within(long deadline, Duration limit, ByteArrayOutputStream packet) throws IOException {
        int b = read(deadline, limit);
        if (b < 0) {
            throw new EOFException(
                    "the connection ended (" + end + ") within a packet, after " + packet.size() + " bytes");
        }
        packet.write(b);
        return b;
    }

    /** So many bytes. */
    byte[] bytes(int count, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < count) {
            int unused = within(deadline, limit, bytes);
        }
        return bytes.toByteArray();
    }

    /** Whether a byte, or the end of the connection, comes within a time; the byte is not taken. */
    boolean awaitAny(Duration time) {
        try {
            int b = read(System.nanoTime() + time.toNanos(), time);
            if (b >= 0) {
                in.unread(b);
            }
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        } catch (IOException e) {
            throw new AssertionError("the connection failed: " + e, e);
        }
    }

    /** The next byte; -1 at the end of the connection. */
    private int read(long deadline, Duration limit) throws IOException {
        try {
            if (in.available() == 0) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                socket.setSoTimeout(Math.toIntExact(Math.max(1, millis)));
            }
            return in.read();
        } catch (SocketTimeoutException e) {
            SocketTimeoutException inTime =
                    new SocketTimeoutException("nothing came within " + limit.toMillis() + " ms");
            inTime.initCause(e);
            throw inTime;
        } catch (SocketException | SSLException e) {
            if (e instanceof SSLException && !(e.getCause() instanceof SocketException)) {
                throw e;
            }
            end = Peer.End.RST;
            return -1;
        }
    }
}
