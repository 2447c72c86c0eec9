package io.aromabridge.certs;

import io.aromabridge.certs.connect.ConnectAim;
import java.time.Duration;
import java.util.Optional;

/**
 * Address, TLS and login of an MQTT connection.
 *
 * @param host name or address; with TLS it must be in the server's certificate, and a name is sent as SNI
 * @param port 1 to 65535
 * @param tls present for TLS, with an identity in it for mutual TLS
 * @param login user name and password; empty for none
 */
public record Endpoint(String host, int port, Optional<ClientTls> tls, Optional<Login> login) {
    /** Throws {@link IllegalArgumentException} for an empty host or a port outside 1 to 65535. */
    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("an endpoint needs a host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + ": it must be 1 to 65535");
        }
    }

    /** A user name with its password, which is never shown. */
    public record Login(String userName, String password) {
        @Override
        public String toString() {
            return "Login[" + userName + "]";
        }
    }

    /** {@code host:port}, for messages. */
    public String address() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    /** An attempt to connect to it, for the diagnosis of its failure. */
    public ConnectAim aim(String clientId, Duration limit) {
        return new ConnectAim(host, tls.isPresent(), login.map(Login::userName), clientId, limit);
    }

    @Override
    public String toString() {
        return (tls.isPresent() ? "mqtts://" : "mqtt://") + address();
    }
}
