package io.aromabridge.app.crash;

import io.aromabridge.testing.mqtt.Packet;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** MQTT 3.1.1 on a socket that blocks: reads packets, writes packets, many with one call of the operating system. */
final class Wire implements AutoCloseable {
    static final int CONNECT = 1;
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int SUBSCRIBE = 8;
    static final int PINGREQ = 12;

    private static final int BUFFER = 64 << 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** One packet as it came. */
    record Received(int type, int flags, ByteBuffer body) {
        int qos() {
            return (flags >> 1) & 3;
        }

        String topic() {
            return text(0);
        }

        /** The client identifier of a CONNECT (MQTT 3.1.1, section 3.1: it follows ten bytes). */
        String clientId() {
            return text(10);
        }

        int id() {
            return body.getShort(type == PUBLISH ? 2 + length(0) : 0) & 0xffff;
        }

        String payload() {
            int at = 2 + length(0) + (qos() > 0 ? 2 : 0);
            return text(at, body.limit() - at);
        }

        private int length(int at) {
            return body.getShort(at) & 0xffff;
        }

        private String text(int at, int length) {
            byte[] bytes = new byte[length];
            body.duplicate().position(at).get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private String text(int at) {
            return text(at + 2, length(at));
        }
    }

    Received read() throws IOException {
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
        return new Received(first >> 4, first & 15, ByteBuffer.wrap(body));
    }

    /** Whether the next packet has begun to arrive. */
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    void write(Packet packet) throws IOException {
        out.write(packet.bytes());
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
