package io.aromabridge.testing.mqtt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/** A socket whose bytes travel in binary frames of a WebSocket (RFC 6455), so that a {@link RawClient} can have it. */
public final class WebSocketSocket extends Socket {
    /** The HTTP request with which a WebSocket for MQTT begins. */
    public static final String UPGRADE =
            """
            GET /mqtt HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Protocol: mqtt\r
            \r
            """;

    private static final int BINARY = 0x82;

    private final Socket below;
    private final DataInputStream in;
    private int left;

    /**
     * Takes over a connection.
     *
     * @param below the upgrade was sent over it already
     */
    public WebSocketSocket(Socket below) throws IOException {
        this.below = below;
        in = new DataInputStream(below.getInputStream());
    }

    /** Connects to a port of the loopback interface. */
    public static Socket connect(int port) throws IOException {
        return begin(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** MQTT over WebSocket begins on this socket. */
    public static Socket begin(Socket below) throws IOException {
        WebSocketSocket line = new WebSocketSocket(below);
        below.getOutputStream().write(upgrade());
        line.begin();
        return line;
    }

    /** Reads the answer to the upgrade. */
    public void begin() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("no WebSocket but " + head);
        }
    }

    /** A masked frame with the payload's own length. */
    public static byte[] frame(int first, byte[] payload) {
        return frame(first, 0x80, payload.length, payload);
    }

    /**
     * A frame.
     *
     * @param masked 0x80, or 0 for the fault of sending it as it is
     * @param length as it is said to be
     */
    public static byte[] frame(int first, int masked, long length, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        int bytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
        frame.write(masked | (bytes == 0 ? (int) length : bytes == 2 ? 126 : 127));
        for (int i = bytes - 1; i >= 0; i--) {
            frame.write((int) (length >> (8 * i)));
        }
        byte[] mask = {1, 2, 3, 4};
        if (masked != 0) {
            frame.writeBytes(mask);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(masked == 0 ? payload[i] : payload[i] ^ mask[i % 4]);
        }
        return frame.toByteArray();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = below.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                out.write(frame(BINARY, bytes));
                out.flush();
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                write(Arrays.copyOfRange(bytes, from, from + length));
            }
        };
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                while (left == 0) {
                    if (!nextFrame()) {
                        return -1;
                    }
                }
                left--;
                return in.readUnsignedByte();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                int first = read();
                if (first < 0) {
                    return -1;
                }
                into[from] = (byte) first;
                int rest = in.read(into, from + 1, Math.min(left, length - 1));
                left -= Math.max(rest, 0);
                return 1 + Math.max(rest, 0);
            }
        };
    }

    /** False at the end, and at a CLOSE frame; what is no binary frame is passed over. */
    private boolean nextFrame() throws IOException {
        int first = in.read();
        if (first < 0 || (first & 15) == 8) {
            return false;
        }
        int second = in.readUnsignedByte();
        if (second > 127) {
            throw new EOFException("a server's frame is masked");
        }
        left = second == 127 ? (int) in.readLong() : second == 126 ? in.readUnsignedShort() : second;
        if ((first & 15) != 2) {
            in.skipNBytes(left);
            left = 0;
        }
        return true;
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        below.setTcpNoDelay(on);
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        below.setSoTimeout(millis);
    }

    @Override
    public synchronized void close() throws IOException {
        below.close();
    }

    /** {@link #UPGRADE} as bytes. */
    public static byte[] upgrade() {
        return UPGRADE.getBytes(US_ASCII);
    }
}
