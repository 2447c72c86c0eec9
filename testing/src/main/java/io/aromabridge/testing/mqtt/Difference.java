package io.aromabridge.testing.mqtt;

import java.util.Arrays;
import java.util.HexFormat;

/** Where two packets differ, for a person. */
final class Difference {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    /** How many bytes are shown; a few before the first that differs. */
    private static final int SHOWN = 32;

    private static final int BEFORE = 8;

    private Difference() {}

    /** Both packets, and beneath each other the bytes around the first that differs, with a mark under it. */
    static String of(byte[] expected, byte[] came) {
        int at = Arrays.mismatch(expected, came);
        int from = Math.max(0, Math.max(0, at) - BEFORE);
        return "\n  expected " + PacketParser.parse(expected) + "\n  came     " + PacketParser.parse(came)
                + bytes(expected, came, at, from);
    }

    /** The same of bytes that need not be packets. */
    static String ofBytes(byte[] expected, byte[] came) {
        int at = Arrays.mismatch(expected, came);
        return bytes(expected, came, at, Math.max(0, Math.max(0, at) - BEFORE));
    }

    private static String bytes(byte[] expected, byte[] came, int at, int from) {
        String lead = from > 0 ? "… " : "";
        return "\n  expected " + lead + hex(expected, from) + "\n  came     " + lead + hex(came, from) + "\n           "
                + " ".repeat(lead.length() + 3 * (Math.max(0, at) - from)) + "^^ byte " + at;
    }

    private static String hex(byte[] bytes, int from) {
        int to = Math.min(bytes.length, from + SHOWN);
        return HEX.formatHex(bytes, Math.min(from, to), to)
                + (to < bytes.length ? " … (" + bytes.length + " bytes)" : "");
    }
}
