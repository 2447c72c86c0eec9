package io.aromabridge.certs.connect;

import java.io.IOException;
import java.util.Optional;

/** The TLS handshake succeeded with another ALPN protocol than the one that was offered. */
public final class AlpnException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * With both protocols.
     *
     * @param picked the server's choice; empty if it ignored the offer
     */
    public AlpnException(String offered, Optional<String> picked) {
        super("offered " + offered + ", the server picked " + picked.orElse("none"));
    }
}
