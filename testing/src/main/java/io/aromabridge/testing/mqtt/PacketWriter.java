package io.aromabridge.testing.mqtt;

import io.aromabridge.core.message.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts a packet together: the content first, then the fixed header in front of it (section 2.2). */
final class PacketWriter {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    PacketWriter u8(int value) {
        content.write(value);
        return this;
    }

    PacketWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    PacketWriter raw(byte[] bytes) {
        content.writeBytes(bytes);
        return this;
    }

    PacketWriter raw(Payload bytes) {
        return raw(bytes.toBytes());
    }

    /** A text with its length in front (section 1.5.3). */
    PacketWriter text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return u16(bytes.length).raw(bytes);
    }

    /** What was put together up to now, without a fixed header. */
    byte[] content() {
        return content.toByteArray();
    }

    /**
     * The packet.
     *
     * @param first type and flags
     */
    byte[] packet(int first) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int left = content.size();
        do {
            int digit = left & 0x7f;
            left >>= 7;
            out.write(left > 0 ? digit | 0x80 : digit);
        } while (left > 0);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
