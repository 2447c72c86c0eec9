package io.aromabridge.broker.connection;

import io.aromabridge.core.message.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Protocols that are sent to a port for MQTT by mistake, known by their first bytes. */
public enum ForeignProtocol {
    /** A request of HTTP/1 or the preface of HTTP/2. */
    HTTP("HTTP"),
    /** A handshake record of TLS. */
    TLS("TLS"),
    /** MQTT without TLS: CONNECT. */
    MQTT("MQTT");

    /** As many bytes show each of them. */
    public static final int BYTES = 4;

    private static final int HANDSHAKE_RECORD = 0x16;
    private static final int TLS_MAJOR = 3;
    private static final int CONNECT = 0x10;
    private static final List<String> METHODS =
            List.of("GET ", "HEAD", "POST", "PUT ", "DELE", "OPTI", "PATC", "CONN", "TRAC", "PRI ");

    private final String spoken;

    ForeignProtocol(String spoken) {
        this.spoken = spoken;
    }

    /** Its name. */
    public String spoken() {
        return spoken;
    }

    /** Whether more bytes can make these the beginning of HTTP or TLS. */
    public static boolean isUndecided(Payload first) {
        byte[] bytes = first.toBytes();
        if (bytes.length == 1 && bytes[0] == HANDSHAKE_RECORD) {
            return true;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.length() < BYTES && METHODS.stream().anyMatch(method -> method.startsWith(text));
    }

    /** What begins with these bytes; empty for something else, or too few of them. */
    public static Optional<ForeignProtocol> of(Payload first) {
        byte[] bytes = first.toBytes();
        if (bytes.length > 0 && bytes[0] == CONNECT) {
            return Optional.of(MQTT);
        }
        if (bytes.length > 1 && bytes[0] == HANDSHAKE_RECORD && bytes[1] == TLS_MAJOR) {
            return Optional.of(TLS);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return METHODS.stream().anyMatch(text::startsWith) ? Optional.of(HTTP) : Optional.empty();
    }
}
