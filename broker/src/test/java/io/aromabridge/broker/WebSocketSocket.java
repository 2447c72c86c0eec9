package io.aromabridge.broker;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A socket whose bytes travel in binary frames of a WebSocket (RFC 6455), so that a {@link RawClient} can have it. */
final class WebSocketSocket extends Socket {
    private static final String REQUEST = String.join(
            "\r\n",
            "GET /mqtt HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: mqtt",
            "",
            "");

    WebSocketSocket(int port) throws IOException {
        super(InetAddress.getLoopbackAddress(), port);
        super.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        InputStream in = super.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("no answer to the upgrade but " + answer);
            }
            answer.append((char) c);
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = super.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                // Final binary frame, masked with zeros, which changes nothing.
                ByteBuffer frame = ByteBuffer.allocate(14 + length);
                frame.put((byte) 0x82);
                if (length < 126) {
                    frame.put((byte) (0x80 | length));
                } else if (length < 65_536) {
                    frame.put((byte) (0x80 | 126)).putShort((short) length);
                } else {
                    frame.put((byte) (0x80 | 127)).putLong(length);
                }
                frame.putInt(0);
                frame.put(bytes, from, length);
                out.write(frame.array(), 0, frame.position());
            }
        };
    }

    @Override
    public InputStream getInputStream() throws IOException {
        DataInputStream in = new DataInputStream(super.getInputStream());
        return new InputStream() {
            private int left;
            private boolean closed;

            @Override
            public int read() throws IOException {
                while (left == 0 && !closed) {
                    int first = in.read();
                    closed = first < 0 || (first & 15) == 8;
                    left = closed ? 0 : length(in);
                }
                if (closed) {
                    return -1;
                }
                left--;
                return in.read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int one = length == 0 ? -1 : read();
                if (one < 0) {
                    return length == 0 ? 0 : -1;
                }
                bytes[from] = (byte) one;
                return 1;
            }
        };
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte();
        return length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong();
    }
}
