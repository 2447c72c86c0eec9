package io.aromabridge.certs.connect;

import java.time.Duration;
import java.util.Optional;

/**
 * What was tried.
 *
 * @param host name or address
 * @param tls whether with TLS
 * @param userName of the login; empty for none
 * @param limit the time that the attempt may take
 */
public record ConnectAim(String host, boolean tls, Optional<String> userName, String clientId, Duration limit) {}
