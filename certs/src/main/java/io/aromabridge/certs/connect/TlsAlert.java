package io.aromabridge.certs.connect;

import io.aromabridge.core.message.Payload;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * The TLS alert with which the other side ended a handshake (RFC 8446, section 6.2), by its name there.
 *
 * <p>An alert that came in the clear is read from its bytes. One that came encrypted, as all of TLS 1.3 after the
 * ServerHello, is known to the JDK alone, which has neither a type nor a field for it: this is the one place that reads
 * the name from a message, "Received fatal alert: NAME". An alert that the JDK sent itself is written otherwise.
 */
public final class TlsAlert {
    private static final int RECORD_TYPE = 0x15;
    private static final int TLS_MAJOR = 3;
    private static final int RECORD_BYTES = 7;
    private static final int NUMBER = 6;

    private static final Pattern RECEIVED = Pattern.compile("\\bReceived fatal alert: ([a-z0-9_]+)$");

    /** RFC 8446, section 6.2, and those of RFC 5246 that only older servers send. */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(10, "unexpected_message"),
            Map.entry(20, "bad_record_mac"),
            Map.entry(22, "record_overflow"),
            Map.entry(40, "handshake_failure"),
            Map.entry(42, "bad_certificate"),
            Map.entry(43, "unsupported_certificate"),
            Map.entry(44, "certificate_revoked"),
            Map.entry(45, "certificate_expired"),
            Map.entry(46, "certificate_unknown"),
            Map.entry(47, "illegal_parameter"),
            Map.entry(48, "unknown_ca"),
            Map.entry(49, "access_denied"),
            Map.entry(50, "decode_error"),
            Map.entry(51, "decrypt_error"),
            Map.entry(70, "protocol_version"),
            Map.entry(71, "insufficient_security"),
            Map.entry(80, "internal_error"),
            Map.entry(86, "inappropriate_fallback"),
            Map.entry(90, "user_canceled"),
            Map.entry(100, "no_renegotiation"),
            Map.entry(109, "missing_extension"),
            Map.entry(110, "unsupported_extension"),
            Map.entry(112, "unrecognized_name"),
            Map.entry(113, "bad_certificate_status_response"),
            Map.entry(115, "unknown_psk_identity"),
            Map.entry(116, "certificate_required"),
            Map.entry(120, "no_application_protocol"));

    private TlsAlert() {}

    /** Whether first bytes are an alert record: the other side speaks TLS, and ends it. */
    static boolean isRecord(Payload received) {
        byte[] bytes = received.toBytes();
        return bytes.length > 1 && bytes[0] == RECORD_TYPE && bytes[1] == TLS_MAJOR;
    }

    /**
     * The alert; empty if there is none, or one without a name in the RFC.
     *
     * @param received the first bytes of the other side
     */
    public static Optional<String> of(Payload received, Throwable failure) {
        byte[] bytes = received.toBytes();
        if (isRecord(received) && bytes.length >= RECORD_BYTES && NAMES.containsKey((int) bytes[NUMBER])) {
            return Optional.ofNullable(NAMES.get((int) bytes[NUMBER]));
        }
        return Causes.find(failure, SSLException.class)
                .map(e -> RECEIVED.matcher(String.valueOf(e.getMessage())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(NAMES::containsValue);
    }
}
