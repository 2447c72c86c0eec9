package io.aromabridge.bridge.link;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.connect.ConnackException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Explains in plain words why a connection failed, and what to do. JDK exceptions show the cause by type where they can and
 * by message where they cannot (TLS alerts, names in certificates).
 */
final class Diagnosis {
    private final String address;
    private final String host;
    private final boolean tls;
    private final String clientId;

    Diagnosis(Endpoint endpoint, String clientId) {
        this(endpoint.address(), endpoint.host(), endpoint.tls().isPresent(), clientId);
    }

    Diagnosis(String address, String host, boolean tls, String clientId) {
        this.address = address;
        this.host = host;
        this.tls = tls;
        this.clientId = clientId;
    }

    /** The reason, as a clause that begins in lower case or with the address, without a full stop. */
    String explain(ConnectionPhase phase, Throwable failure) {
        if (failure instanceof ConnackException refused) {
            return connack(refused.code());
        }
        if (failure instanceof TimeoutException) {
            return String.valueOf(failure.getMessage());
        }
        return find(failure, SSLException.class)
                .map(e -> tls(phase, e))
                .or(() -> unreachable(failure))
                .orElseGet(() -> closed(phase, failure));
    }

    /** The same in one word. */
    BreakReason reason(Throwable failure) {
        if (failure instanceof ConnackException) {
            return BreakReason.REFUSED;
        }
        if (failure instanceof TimeoutException) {
            return failure instanceof StalledException ? BreakReason.NO_PROGRESS : BreakReason.TIMEOUT;
        }
        Optional<SSLException> tlsFailure = find(failure, SSLException.class);
        if (tlsFailure.isPresent() && (failure instanceof SSLHandshakeException || !hungUp(failure))) {
            return BreakReason.TLS;
        }
        if (unreachable(failure).isPresent()) {
            return BreakReason.UNREACHABLE;
        }
        return hungUp(failure) ? BreakReason.CLOSED : BreakReason.OTHER;
    }

    private static boolean hungUp(Throwable failure) {
        return find(failure, EOFException.class).isPresent()
                || find(failure, SocketException.class).isPresent();
    }

    private Optional<String> unreachable(Throwable failure) {
        String why;
        if (find(failure, UnknownHostException.class).isPresent()) {
            why = "unknown host; check the name, and the network";
        } else if (find(failure, NoRouteToHostException.class).isPresent()) {
            why = "no route to the host";
        } else if (find(failure, SocketTimeoutException.class).isPresent()) {
            why = "no answer in time";
        } else {
            Optional<ConnectException> refused = find(failure, ConnectException.class);
            if (refused.isEmpty()) {
                return Optional.empty();
            }
            why = text(refused.get()).contains("refused")
                    ? "connection refused"
                    : text(refused.get()).toLowerCase(Locale.ROOT);
        }
        return Optional.of("cannot reach " + address + " (" + why + ")");
    }

    private String tls(ConnectionPhase phase, SSLException failure) {
        Optional<CertificateException> certificate = find(failure, CertificateException.class);
        if (certificate.isPresent()) {
            return certificate(certificate.get());
        }
        String text = text(failure);
        if (text.contains("Received fatal alert: ")) {
            return alert(text.substring(text.indexOf("alert: ") + "alert: ".length()));
        }
        if (text.contains("Unsupported or unrecognized SSL message")) {
            return address + " does not speak TLS; check the port, or leave TLS out";
        }
        if (find(failure, SocketException.class).isPresent() || failure.getCause() instanceof EOFException) {
            return failure instanceof SSLHandshakeException
                    ? address
                            + " aborted the TLS handshake; it may not accept our certificate, or not speak TLS on this port"
                    : closed(phase, failure);
        }
        return "TLS with " + address + " failed (" + text + ")";
    }

    /** Why we do not accept the certificate of the other side. */
    private String certificate(CertificateException failure) {
        String subject = "the certificate of " + address;
        if (find(failure, CertificateExpiredException.class).isPresent()) {
            return subject + " has expired; it must be renewed there";
        }
        if (find(failure, CertificateNotYetValidException.class).isPresent()) {
            return subject + " is not yet valid; check the clock of this machine";
        }
        // The second: the issuer's name is known, its key is not, as after a CA was made anew.
        if (find(failure, CertPathBuilderException.class).isPresent()
                || find(failure, SignatureException.class).isPresent()) {
            return subject + " is not trusted: its issuer is not in the CA file;"
                    + " use the CA file of that server (for AWS IoT, AmazonRootCA1.pem)";
        }
        String text = text(failure);
        if (text.contains("No name matching") || text.contains("subject alternative")) {
            return subject + " is not valid for the name \"" + host + "\"; connect by a name that it lists";
        }
        return subject + " is not accepted (" + text + ")";
    }

    private String alert(String alert) {
        return switch (alert) {
            case "bad_certificate",
                    "certificate_unknown",
                    "certificate_required",
                    "certificate_expired",
                    "certificate_revoked",
                    "unsupported_certificate",
                    "unknown_ca",
                    "access_denied",
                    "handshake_failure" ->
                address + " refused our certificate (alert " + alert
                        + "); use one that is registered there, active and not expired";
            case "unrecognized_name" ->
                address + " does not know the name \"" + host + "\" (SNI); connect by its own name";
            case "no_application_protocol" -> address + " does not speak MQTT on this port (ALPN)";
            default -> "TLS with " + address + " failed (alert " + alert + ")";
        };
    }

    private String closed(ConnectionPhase phase, Throwable failure) {
        if (!hungUp(failure)) {
            return "the connection to " + address + " broke (" + text(failure) + ")";
        }
        String closed = address + " closed the connection";
        return switch (phase) {
            case CONNECT ->
                closed + " without CONNACK, as "
                        + (tls
                                ? "AWS IoT does when the certificate is not registered and active, or its policy does not"
                                        + " allow iot:Connect for client id " + clientId
                                : "a broker does that accepts only TLS on this port, or not the client id " + clientId);
            case SUBSCRIBE -> closed + " at SUBSCRIBE, as AWS IoT does when the policy does not allow iot:Subscribe";
            case ONLINE -> closed;
        };
    }

    private String connack(int code) {
        return switch (code) {
            case 1 -> address + " does not speak MQTT 3.1.1 (CONNACK 1)";
            case 2 -> address + " does not accept the client id " + clientId + " (CONNACK 2)";
            case 3 -> address + " is not available at the moment (CONNACK 3)";
            case 4 -> address + " refused the login: bad user name or password (CONNACK 4)";
            case 5 ->
                address + " refused the login: bad user name or password, or this client may not connect"
                        + " (CONNACK 5)";
            default -> address + " refused the connection (CONNACK " + code + ")";
        };
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** A duration for a log line: "2.1 s", "85 ms". */
    static String spoken(Duration duration) {
        return duration.toMillis() < 100
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
