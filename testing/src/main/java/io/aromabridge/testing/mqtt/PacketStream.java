package io.aromabridge.testing.mqtt;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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

    /** The next packet; empty if the connection ends before it. */
    Optional<RawPacket> packetOrEnd(Duration limit) throws IOException {
        return RawPacket.read(within(limit));
    }

    /** So many bytes. */
    byte[] bytes(int count, Duration limit) throws IOException {
        byte[] bytes = within(limit).readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the connection ended after " + bytes.length + " bytes");
        }
        return bytes;
    }

    /** What comes until a time is over; then it fails. */
    private InputStream within(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return PacketStream.this.read(deadline, limit);
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int at = from;
                for (int b; at < from + length && (b = read()) >= 0; at++) {
                    into[at] = (byte) b;
                }
                return at == from && length > 0 ? -1 : at - from;
            }
        };
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
