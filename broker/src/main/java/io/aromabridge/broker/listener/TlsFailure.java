package io.aromabridge.broker.listener;

import io.aromabridge.broker.options.ListenerTls;
import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why a TLS handshake failed, in words that say what to do. */
final class TlsFailure {
    private TlsFailure() {}

    /** One clause; empty if the client merely left, as port scans and health checks do. */
    static Optional<String> describe(Throwable failure, ListenerTls tls) {
        Throwable cause = failure;
        while (!(cause instanceof SSLException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ClosedChannelException) {
            return Optional.empty();
        }
        if (cause instanceof NotSslRecordException) {
            return Optional.of(
                    "it does not speak TLS, and this port does: use the certificate files, or the plain port");
        }
        String text = String.valueOf(cause.getMessage());
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("empty client certificate chain") || lower.contains("empty certificate chain")) {
            return Optional.of("it showed no certificate: give it the certificate and private key of a registered thing"
                    + " (aroma cloud thing add NAME)");
        }
        if (lower.contains("certificate_unknown")
                || lower.contains("unknown_ca")
                || lower.contains("bad_certificate")) {
            return Optional.of("it does not trust this server's certificate (" + text
                    + "): give it the stand-in's AmazonRootCA1.pem as CA, and connect by a name in the certificate");
        }
        if (lower.contains("application_protocol") || lower.contains("application layer protocol")) {
            return Optional.of(
                    "it offered another ALPN protocol than " + tls.alpn().orElse("none"));
        }
        return Optional.of("the TLS handshake failed: " + text);
    }
}
