package io.aromabridge.certs.connect;

import io.aromabridge.core.message.Payload;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * The row of {@link ConnectFault} for a failure, chosen by the phase, the types of the causes and the first bytes of the
 * server; never by the text of a message, but for {@link TlsAlert}.
 *
 * @param detail fills the place of that name in the row's words; may be empty
 */
public record ConnectDiagnosis(ConnectFault fault, String detail) {
    private static final int FIRST_TLS_TYPE = 0x14;
    private static final int LAST_TLS_TYPE = 0x17;
    private static final int SHOWN = 16;
    private static final int SHOWN_NAMES = 4;
    private static final int SHORT_MILLIS = 100;
    private static final double MILLIS_PER_SECOND = 1000.0;
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    /**
     * What a failed attempt means.
     *
     * @param failure with a {@link ConnectFailedException} or {@link ConnackException} in it; anything else is OTHER
     * @param tls whether TLS was wanted
     */
    public static ConnectDiagnosis of(Throwable failure, boolean tls) {
        Optional<ConnackException> refused = Causes.find(failure, ConnackException.class);
        if (refused.isPresent()) {
            return connack(refused.get().code());
        }
        Optional<ConnectFailedException> failed = Causes.find(failure, ConnectFailedException.class);
        if (failed.isEmpty() || failed.get().getCause() == null) {
            return told(ConnectFault.OTHER, failure);
        }
        Throwable cause = failed.get().getCause();
        Payload received = failed.get().received();
        return switch (failed.get().phase()) {
            case RESOLVE -> resolve(cause);
            case TCP -> tcp(cause);
            case TLS -> tls(cause, received);
            case CONNACK -> tls ? connackAfterTls(cause) : connackPlain(cause, received);
        };
    }

    private static ConnectDiagnosis resolve(Throwable cause) {
        if (Causes.has(cause, UnknownHostException.class)) {
            return of(ConnectFault.UNKNOWN_HOST);
        }
        return Causes.has(cause, SocketTimeoutException.class)
                ? of(ConnectFault.NO_DNS_ANSWER)
                : told(ConnectFault.OTHER, cause);
    }

    private static ConnectDiagnosis tcp(Throwable cause) {
        if (Causes.has(cause, SocketTimeoutException.class)) {
            return of(ConnectFault.NO_TCP_ANSWER);
        }
        if (Causes.has(cause, NoRouteToHostException.class)) {
            return of(ConnectFault.NO_ROUTE);
        }
        if (Causes.has(cause, ConnectException.class)) {
            return told(ConnectFault.CONNECTION_REFUSED, cause);
        }
        return told(Causes.has(cause, SocketException.class) ? ConnectFault.NO_NETWORK : ConnectFault.OTHER, cause);
    }

    private static ConnectDiagnosis tls(Throwable cause, Payload received) {
        Optional<ConnectDiagnosis> known = certificate(cause)
                .or(() -> alert(received, cause))
                .or(() -> alpn(cause))
                .or(() -> notTls(cause, received));
        if (known.isPresent()) {
            return known.get();
        }
        if (Causes.has(cause, SocketTimeoutException.class)) {
            return of(received.length() == 0 ? ConnectFault.TLS_SILENT : ConnectFault.TLS_STALLED);
        }
        if (Causes.hungUp(cause)) {
            return of(ConnectFault.TLS_CLOSED);
        }
        return told(Causes.has(cause, SSLException.class) ? ConnectFault.TLS_OTHER : ConnectFault.OTHER, cause);
    }

    private static ConnectDiagnosis connackAfterTls(Throwable cause) {
        // In TLS 1.3 the server checks our certificate when we have finished, and its alert comes with the answer.
        Optional<ConnectDiagnosis> known = alert(Payload.EMPTY, cause)
                .or(() -> alpn(cause))
                .or(() -> Causes.find(cause, UnexpectedAnswerException.class).map(e -> notMqtt(e.answer())));
        if (known.isPresent()) {
            return known.get();
        }
        if (Causes.has(cause, SocketTimeoutException.class)) {
            return of(ConnectFault.NO_CONNACK);
        }
        if (Causes.hungUp(cause)) {
            return of(ConnectFault.CLOSED_AFTER_TLS);
        }
        return told(Causes.has(cause, SSLException.class) ? ConnectFault.TLS_OTHER : ConnectFault.OTHER, cause);
    }

    private static ConnectDiagnosis connackPlain(Throwable cause, Payload received) {
        if (TlsAlert.isRecord(received)) {
            return of(ConnectFault.TLS_ON_PLAIN);
        }
        if (isHttp(received)) {
            return of(ConnectFault.HTTP_NOT_MQTT);
        }
        Optional<UnexpectedAnswerException> other = Causes.find(cause, UnexpectedAnswerException.class);
        if (other.isPresent()) {
            return notMqtt(received.length() == 0 ? other.get().answer() : received);
        }
        if (Causes.has(cause, SocketTimeoutException.class)) {
            return of(ConnectFault.NO_CONNACK);
        }
        return Causes.hungUp(cause) ? of(ConnectFault.CLOSED_PLAIN) : told(ConnectFault.OTHER, cause);
    }

    /** Why we do not accept the certificate of the server. */
    private static Optional<ConnectDiagnosis> certificate(Throwable cause) {
        Optional<ServerNameException> name = Causes.find(cause, ServerNameException.class);
        if (name.isPresent()) {
            return Optional.of(new ConnectDiagnosis(
                    ConnectFault.CERTIFICATE_NAME, shown(name.get().names())));
        }
        if (!Causes.has(cause, CertificateException.class)) {
            return Optional.empty();
        }
        if (Causes.has(cause, CertificateExpiredException.class)) {
            return Optional.of(told(ConnectFault.CERTIFICATE_EXPIRED, cause));
        }
        if (Causes.has(cause, CertificateNotYetValidException.class)) {
            return Optional.of(told(ConnectFault.CERTIFICATE_NOT_YET_VALID, cause));
        }
        // The second and third: an issuer of this name is known with another key, as after a CA was made anew.
        boolean untrusted = Causes.has(cause, CertPathBuilderException.class)
                || Causes.has(cause, SignatureException.class)
                || Causes.has(cause, InvalidKeyException.class);
        return Optional.of(
                untrusted ? of(ConnectFault.CERTIFICATE_UNTRUSTED) : told(ConnectFault.CERTIFICATE_OTHER, cause));
    }

    private static String shown(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String first = names.stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "));
        return names.size() > SHOWN_NAMES ? first + " and " + (names.size() - SHOWN_NAMES) + " more" : first;
    }

    private static Optional<ConnectDiagnosis> alert(Payload received, Throwable cause) {
        return TlsAlert.of(received, cause).map(alert -> new ConnectDiagnosis(fault(alert), alert));
    }

    private static ConnectFault fault(String alert) {
        return switch (alert) {
            case "bad_certificate",
                    "certificate_unknown",
                    "certificate_required",
                    "certificate_expired",
                    "certificate_revoked",
                    "unsupported_certificate",
                    "unknown_ca",
                    "access_denied" -> ConnectFault.ALERT_CERTIFICATE;
            case "handshake_failure", "insufficient_security" -> ConnectFault.ALERT_PARAMETERS;
            case "protocol_version" -> ConnectFault.ALERT_VERSION;
            case "unrecognized_name" -> ConnectFault.ALERT_NAME;
            case "no_application_protocol" -> ConnectFault.ALERT_ALPN;
            default -> ConnectFault.ALERT_OTHER;
        };
    }

    private static Optional<ConnectDiagnosis> alpn(Throwable cause) {
        return Causes.find(cause, AlpnException.class).map(e -> told(ConnectFault.WRONG_ALPN, e));
    }

    private static Optional<ConnectDiagnosis> notTls(Throwable cause, Payload received) {
        if (isHttp(received)) {
            return Optional.of(of(ConnectFault.HTTP_ON_TLS));
        }
        if (received.length() > 0) {
            int type = received.toBytes()[0];
            return type < FIRST_TLS_TYPE || type > LAST_TLS_TYPE
                    ? Optional.of(new ConnectDiagnosis(ConnectFault.NOT_TLS, firstBytes(received)))
                    : Optional.empty();
        }
        return Causes.find(cause, UnexpectedAnswerException.class)
                .map(e -> new ConnectDiagnosis(ConnectFault.NOT_TLS, firstBytes(e.answer())));
    }

    private static ConnectDiagnosis notMqtt(Payload answer) {
        return isHttp(answer)
                ? of(ConnectFault.HTTP_NOT_MQTT)
                : new ConnectDiagnosis(ConnectFault.NOT_MQTT, firstBytes(answer));
    }

    private static boolean isHttp(Payload bytes) {
        return new String(bytes.toBytes(), StandardCharsets.ISO_8859_1).startsWith("HTTP/");
    }

    private static String firstBytes(Payload bytes) {
        return bytes.length() == 0 ? "" : " (it sent \"" + bytes.excerpt(SHOWN) + "\")";
    }

    private static ConnectDiagnosis connack(int code) {
        return switch (code) {
            case 1 -> of(ConnectFault.CONNACK_VERSION);
            case 2 -> of(ConnectFault.CONNACK_CLIENT_ID);
            case 3 -> of(ConnectFault.CONNACK_UNAVAILABLE);
            case 4 -> of(ConnectFault.CONNACK_LOGIN);
            case 5 -> of(ConnectFault.CONNACK_NOT_AUTHORIZED);
            default -> new ConnectDiagnosis(ConnectFault.CONNACK_OTHER, Integer.toString(code));
        };
    }

    /**
     * What happened and what to do, on one line.
     *
     * @param server the address; "the server" where the line has named it
     */
    public String text(ConnectAim aim, String server) {
        String login = aim.userName().map(user -> "user \"" + user + "\"").orElse("the connection without user name");
        return fill(
                        fault.words(),
                        Map.of(
                                "server",
                                server,
                                "host",
                                aim.host(),
                                "client",
                                aim.clientId(),
                                "login",
                                login,
                                "limit",
                                spoken(aim.limit()),
                                "detail",
                                detail))
                + "; " + fault.fix();
    }

    private static String fill(String words, Map<String, String> values) {
        return PLACE.matcher(words).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }

    /** A duration for a log line: "2.1 s", "85 ms". */
    public static String spoken(Duration duration) {
        return duration.toMillis() < SHORT_MILLIS
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS_PER_SECOND);
    }

    private static ConnectDiagnosis of(ConnectFault fault) {
        return new ConnectDiagnosis(fault, "");
    }

    private static ConnectDiagnosis told(ConnectFault fault, Throwable cause) {
        return new ConnectDiagnosis(fault, Causes.text(cause));
    }
}
