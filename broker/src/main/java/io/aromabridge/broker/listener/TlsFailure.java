package io.aromabridge.broker.listener;

import io.aromabridge.broker.connection.ForeignProtocol;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.certs.connect.TlsAlert;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Why a TLS handshake failed, in words that say what to do: by type, by the client's alert, and by what came and went. */
final class TlsFailure {
    /** A client's objections to our certificate. */
    private static final Set<String> UNTRUSTED = Set.of("certificate_unknown", "unknown_ca", "bad_certificate");

    private static final String CA = "give it the stand-in's AmazonRootCA1.pem as CA";

    private TlsFailure() {}

    /** One clause; empty if the client sent nothing, or merely left, as port scans and health checks do. */
    static Optional<String> describe(Throwable failure, ListenerTls tls, HandshakeBytes bytes) {
        Throwable cause = failure;
        while (!(cause instanceof SSLException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof NotSslRecordException) {
            return Optional.of(plain(bytes));
        }
        Optional<String> alert = TlsAlert.of(bytes.first(), cause);
        if (alert.isPresent()) {
            return Optional.of(
                    UNTRUSTED.contains(alert.get())
                            ? "it does not trust this server's certificate (alert " + alert.get() + "): " + CA
                                    + ", and connect by a name in the certificate"
                            : "it ended the TLS handshake with the alert " + alert.get());
        }
        boolean late = cause instanceof SslHandshakeTimeoutException;
        if (late || cause instanceof ClosedChannelException) {
            return withoutAlert(late, bytes);
        }
        return Optional.of(ours(String.valueOf(cause.getMessage()), tls));
    }

    /** Some clients, the SDKs over aws-crt among them, leave without an alert if they do not trust a certificate. */
    private static Optional<String> withoutAlert(boolean late, HandshakeBytes bytes) {
        if (bytes.answered()) {
            return Optional.of("it " + (late ? "did not go on" : "closed the connection")
                    + " when it had this server's certificate, without an alert, as AWS SDKs do that lack its CA: "
                    + CA);
        }
        return late && bytes.first().length() > 0
                ? Optional.of("its ClientHello is incomplete; nothing more came in time")
                : Optional.empty();
    }

    private static String plain(HandshakeBytes bytes) {
        String end = ", and this port does: ";
        return ForeignProtocol.of(bytes.first())
                .map(protocol -> protocol == ForeignProtocol.HTTP
                        ? "it does not speak TLS, but HTTP, and this port is for MQTT over TLS: check its port and its URL"
                        : "it does not speak TLS, but plain MQTT" + end
                                + "use the certificate files, or the plain port")
                .orElse("it does not speak TLS" + end + "use the certificate files, or the plain port");
    }

    /** What the JDK objected to has no type: only its message says which rule it was. */
    private static String ours(String text, ListenerTls tls) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("empty client certificate chain") || lower.contains("empty certificate chain")) {
            return "it showed no certificate: give it the certificate and private key of a registered thing"
                    + " (aroma cloud thing add NAME)";
        }
        if (lower.contains("application_protocol") || lower.contains("application layer protocol")) {
            return "it offered another ALPN protocol than " + tls.alpn().orElse("none");
        }
        return "the TLS handshake failed: " + text;
    }
}
