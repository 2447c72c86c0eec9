package io.aromabridge.broker.auth.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a password file: a comment ({@code #} in the first column), blank, or {@code user:hash}, where further
 * fields after another {@code :} are ignored and white space around name and hash does not count.
 *
 * @param number from 1
 * @param raw the bytes with their line end, as ISO 8859-1 characters: so any byte comes back as it was
 */
record PasswordLine(int number, String raw) {
    private static final int MAX_NAME_BYTES = 65_535;
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    /** A user name with its hash. */
    record Credential(String user, PasswordHash hash) {}

    /** Cuts a file behind each line feed. */
    static List<PasswordLine> split(byte[] content) {
        String text = new String(content, ISO_8859_1);
        List<PasswordLine> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int lineFeed = text.indexOf('\n', start);
            int end = lineFeed < 0 ? text.length() : lineFeed + 1;
            lines.add(new PasswordLine(lines.size() + 1, text.substring(start, end)));
            start = end;
        }
        return lines;
    }

    /** A line for a user, in place of another or at the end. */
    static PasswordLine of(int number, String user, PasswordHash hash, String lineEnd) {
        String text = user + ":" + hash.encoded() + lineEnd;
        return new PasswordLine(number, new String(text.getBytes(UTF_8), ISO_8859_1));
    }

    /** Whether it is blank or a comment. */
    boolean isSkipped() {
        return raw.startsWith("#") || raw.isBlank();
    }

    /** Whether it is the line of this user, be the rest of it right or wrong. */
    boolean isOf(String user) {
        int colon = raw.indexOf(':');
        return !isSkipped()
                && colon >= 0
                && raw.substring(0, colon).trim().equals(new String(user.getBytes(UTF_8), ISO_8859_1));
    }

    /** The line feed with what belongs to it; empty if the file stops without one. */
    String lineEnd() {
        if (raw.endsWith("\r\n")) {
            return "\r\n";
        }
        return raw.endsWith("\n") ? "\n" : "";
    }

    /** The same with another line end. */
    PasswordLine withLineEnd(String lineEnd) {
        return new PasswordLine(
                number, raw.substring(0, raw.length() - lineEnd().length()) + lineEnd);
    }

    /** What the line says; it must not be one that is skipped. */
    Credential parse() throws PasswordLineException {
        if (number == 1 && raw.startsWith(BYTE_ORDER_MARK)) {
            throw new PasswordLineException("the file begins with a byte order mark; save it as UTF-8 without one");
        }
        String text = utf8();
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new PasswordLineException("no ':' between user name and password hash;"
                    + " write user:hash, or begin a comment with '#' in the first column");
        }
        String user = text.substring(0, colon).trim();
        checkUserName(user);
        int next = text.indexOf(':', colon + 1);
        String encoded = text.substring(colon + 1, next < 0 ? text.length() : next);
        return new Credential(user, PasswordHash.parse(encoded.trim()));
    }

    private String utf8() throws PasswordLineException {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(raw.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException unused) {
            throw new PasswordLineException("not UTF-8; save the file as UTF-8");
        }
    }

    /** Refuses names that the file cannot hold or that MQTT cannot carry. */
    static void checkUserName(String user) throws PasswordLineException {
        if (user.isEmpty()) {
            throw new PasswordLineException("the user name is empty; give at least one character");
        }
        if (user.startsWith("#")) {
            throw new PasswordLineException(
                    "a user name cannot begin with '#', which begins a comment in the first column");
        }
        if (user.indexOf(':') >= 0) {
            throw new PasswordLineException("a user name cannot hold ':', which ends it in the file");
        }
        if (user.chars().anyMatch(Character::isISOControl)) {
            throw new PasswordLineException("a user name cannot hold control characters");
        }
        if (!user.equals(user.trim())) {
            throw new PasswordLineException(
                    "a user name cannot begin or end with a space, which the file does not keep");
        }
        if (!UTF_8.newEncoder().canEncode(user)) {
            throw new PasswordLineException("a user name cannot hold half of a surrogate pair");
        }
        if (user.getBytes(UTF_8).length > MAX_NAME_BYTES) {
            throw new PasswordLineException("a user name cannot be longer than 65535 bytes of UTF-8");
        }
    }
}
