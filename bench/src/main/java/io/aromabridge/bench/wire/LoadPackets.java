package io.aromabridge.bench.wire;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The packets of MQTT 3.1.1 that a benchmark speaks, as bytes. */
public final class LoadPackets {
    /** First byte of each packet, without flags (MQTT 3.1.1, section 2.2.1). */
    public static final int CONNECT = 0x10;

    /** See {@link #CONNECT}. */
    public static final int CONNACK = 0x20;

    /** See {@link #CONNECT}. */
    public static final int PUBLISH = 0x30;

    /** See {@link #CONNECT}. */
    public static final int PUBACK = 0x40;

    /** With the flags that the standard demands. */
    public static final int SUBSCRIBE = 0x82;

    /** See {@link #CONNECT}. */
    public static final int SUBACK = 0x90;

    /** See {@link #CONNECT}. */
    public static final int DISCONNECT = 0xE0;

    /** Takes whole packets out of a buffer. */
    @FunctionalInterface
    public interface Handler {
        /**
         * One packet.
         *
         * @param buffer contains it; its position is to be left alone
         * @param start of the fixed header
         * @param body first byte after the fixed header
         * @param end first byte after the packet
         */
        void packet(ByteBuffer buffer, int start, int body, int end) throws ProtocolException;
    }

    private LoadPackets() {}

    /** CONNECT with a clean session and without keep alive. */
    public static byte[] connect(String clientId) {
        return connect(clientId, true);
    }

    /** CONNECT without keep alive. */
    public static byte[] connect(String clientId, boolean clean) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.writeBytes(new byte[] {4, (byte) (clean ? 2 : 0), 0, 0});
        text(body, clientId);
        return packet(CONNECT, body.toByteArray());
    }

    /** SUBSCRIBE to one filter, with packet identifier 1. */
    public static byte[] subscribe(String filter, int qos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 1});
        text(body, filter);
        body.write(qos);
        return packet(SUBSCRIBE, body.toByteArray());
    }

    /** DISCONNECT. */
    public static byte[] disconnect() {
        return packet(DISCONNECT, new byte[0]);
    }

    /**
     * What stands before the packet identifier or, with QoS 0, before the payload of a PUBLISH.
     *
     * @param payloadBytes of the payload that follows
     */
    public static byte[] publishHead(String topic, int qos, int payloadBytes) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        text(name, topic);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(PUBLISH | (qos << 1));
        length(head, name.size() + (qos > 0 ? 2 : 0) + payloadBytes);
        head.writeBytes(name.toByteArray());
        return head.toByteArray();
    }

    /** Hands over every whole packet between position and limit, and moves the position behind them. */
    public static void each(ByteBuffer buffer, Handler handler) throws ProtocolException {
        int start = buffer.position();
        int limit = buffer.limit();
        while (limit - start >= 2) {
            int body = start + 1;
            int length = 0;
            int read;
            do {
                if (body == limit) {
                    return;
                }
                if (body - start > 4) {
                    throw new ProtocolException("a remaining length of more than four bytes");
                }
                read = buffer.get(body);
                length |= (read & 0x7F) << (7 * (body - start - 1));
                body++;
            } while (read < 0);
            int end = body + length;
            if (end > limit) {
                return;
            }
            handler.packet(buffer, start, body, end);
            buffer.position(end);
            start = end;
        }
    }

    /** The kind of packet that starts here: one of this class's constants, flags taken away. */
    public static int kind(ByteBuffer buffer, int start) {
        return buffer.get(start) & 0xF0;
    }

    private static byte[] packet(int first, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        length(packet, body.length);
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    private static void text(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.write(bytes.length >> 8);
        to.write(bytes.length);
        to.writeBytes(bytes);
    }

    private static void length(ByteArrayOutputStream to, int length) {
        int rest = length;
        while (rest > 0x7F) {
            to.write((rest & 0x7F) | 0x80);
            rest >>= 7;
        }
        to.write(rest);
    }
}
