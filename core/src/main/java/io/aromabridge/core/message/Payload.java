package io.aromabridge.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The immutable bytes of a message, copied once on the way in. */
public final class Payload {
    /** No bytes. */
    public static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these bytes. */
    public static Payload copyOf(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(bytes.clone());
    }

    /** These bytes themselves, without a copy: the caller must not change them again. */
    public static Payload owning(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(bytes);
    }

    /** The UTF-8 bytes of a text. */
    public static Payload of(String text) {
        return owning(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The bytes decoded as UTF-8; malformed bytes become U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The first bytes for a log line: printable ASCII as it is, other bytes as {@code \xNN}, and {@code …} where it was
     * cut.
     *
     * @param limit how many bytes at most
     */
    public String excerpt(int limit) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(limit, bytes.length); i++) {
            int b = bytes[i] & 0xff;
            if (b == '\\') {
                out.append("\\\\");
            } else if (b >= 0x20 && b < 0x7f) {
                out.append((char) b);
            } else {
                out.append("\\x").append(HexFormat.of().toHexDigits((byte) b));
            }
        }
        return bytes.length > limit ? out.append('…').toString() : out.toString();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Payload other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return excerpt(200);
    }
}
