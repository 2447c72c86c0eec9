package io.aromabridge.testing.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A control packet as it came over the wire, be it right or wrong: only its fixed header was read. The accessors read a
 * field where the packet's type has it, and throw {@link IndexOutOfBoundsException} or {@link java.nio.BufferUnderflowException}
 * where it does not.
 */
public final class RawPacket {
    /** Packet types (MQTT 3.1.1, section 2.2.1). */
    public static final int CONNECT = 1;

    /** See {@link #CONNECT}. */
    public static final int CONNACK = 2;

    /** See {@link #CONNECT}. */
    public static final int PUBLISH = 3;

    /** See {@link #CONNECT}. */
    public static final int PUBACK = 4;

    /** See {@link #CONNECT}. */
    public static final int PUBREC = 5;

    /** See {@link #CONNECT}. */
    public static final int PUBREL = 6;

    /** See {@link #CONNECT}. */
    public static final int PUBCOMP = 7;

    /** See {@link #CONNECT}. */
    public static final int SUBSCRIBE = 8;

    /** See {@link #CONNECT}. */
    public static final int SUBACK = 9;

    /** See {@link #CONNECT}. */
    public static final int UNSUBSCRIBE = 10;

    /** See {@link #CONNECT}. */
    public static final int UNSUBACK = 11;

    /** See {@link #CONNECT}. */
    public static final int PINGREQ = 12;

    /** See {@link #CONNECT}. */
    public static final int PINGRESP = 13;

    /** See {@link #CONNECT}. */
    public static final int DISCONNECT = 14;

    private final byte[] wire;
    private final int bodyAt;

    private RawPacket(byte[] wire, int bodyAt) {
        this.wire = wire;
        this.bodyAt = bodyAt;
    }

    /**
     * Cuts the next packet out of a stream.
     *
     * @return empty if the stream ends before it
     * @throws EOFException if the stream ends within it
     * @throws ProtocolException if its remaining length has more than four bytes
     */
    public static Optional<RawPacket> read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.write(first);
        int length = 0;
        int digit = 0x80;
        for (int shift = 0; (digit & 0x80) != 0; shift += 7) {
            if (shift > 21) {
                throw new ProtocolException("what came is no packet: its length has more than 4 bytes");
            }
            digit = in.read();
            if (digit < 0) {
                throw new EOFException("the connection ended within a packet, after " + wire.size() + " bytes");
            }
            wire.write(digit);
            length |= (digit & 0x7f) << shift;
        }
        int bodyAt = wire.size();
        byte[] body = in.readNBytes(length);
        wire.writeBytes(body);
        if (body.length < length) {
            throw new EOFException("the connection ended within a packet, after " + wire.size() + " bytes");
        }
        return Optional.of(new RawPacket(wire.toByteArray(), bodyAt));
    }

    /** The packet decoded; {@link Packet.Malformed} if it is none of MQTT 3.1.1. */
    public Packet packet() {
        return PacketParser.parse(wire);
    }

    /** All of it, with the fixed header. */
    public byte[] bytes() {
        return wire.clone();
    }

    /** The first byte: type and flags. */
    public int header() {
        return wire[0] & 0xff;
    }

    /** The packet type, one of the constants of this class. */
    public int type() {
        return header() >> 4;
    }

    /** The four bits beside the type. */
    public int flags() {
        return header() & 15;
    }

    /** The QoS of a PUBLISH. */
    public int qos() {
        return (flags() >> 1) & 3;
    }

    /** What follows the remaining length. */
    public byte[] body() {
        return Arrays.copyOfRange(wire, bodyAt, wire.length);
    }

    /** The body as text, with U+FFFD for what is not UTF-8: to look for a name in it. */
    public String text() {
        return text(0, wire.length - bodyAt);
    }

    /** The packet identifier of a PUBLISH with QoS 1 or 2, an acknowledgement, a SUBSCRIBE or an UNSUBSCRIBE. */
    public int packetId() {
        return u16(type() == PUBLISH ? 2 + u16(0) : 0);
    }

    /** The topic of a PUBLISH. */
    public String topic() {
        return field(0);
    }

    /** The payload of a PUBLISH as text. */
    public String payload() {
        int at = 2 + u16(0) + (qos() > 0 ? 2 : 0);
        return text(at, wire.length - bodyAt - at);
    }

    /** The client identifier of a CONNECT of MQTT 3.1.1. */
    public String clientId() {
        return field(10);
    }

    /** The topic filters of a SUBSCRIBE, in their order. */
    public List<String> filters() {
        List<String> filters = new ArrayList<>();
        for (int at = 2; at < wire.length - bodyAt; at += 2 + u16(at) + 1) {
            filters.add(field(at));
        }
        return filters;
    }

    private int u16(int at) {
        return ByteBuffer.wrap(wire).getShort(bodyAt + at) & 0xffff;
    }

    private String field(int at) {
        return text(at + 2, u16(at));
    }

    private String text(int at, int length) {
        return new String(wire, bodyAt + at, length, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return packet().toString();
    }
}
