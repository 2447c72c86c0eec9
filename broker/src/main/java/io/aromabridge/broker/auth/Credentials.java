package io.aromabridge.broker.auth;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What a client shows of itself in TLS and CONNECT (MQTT 3.1.1, section 3.1).
 *
 * @param clientId never empty: a client without one has been given one
 * @param userName as sent; may be the empty string
 * @param password any bytes; never logged
 * @param certificate the client certificate of mutual TLS, not checked against any authority
 */
public record Credentials(
        String clientId, Optional<String> userName, Optional<byte[]> password, Optional<X509Certificate> certificate) {
    @Override
    public String toString() {
        return "Credentials[clientId=" + clientId + ", userName=" + userName + "]";
    }
}
