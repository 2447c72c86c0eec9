package io.aromabridge.cloud.murano;

import io.aromabridge.certs.Identity;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a stand-in for Murano needs.
 *
 * @param host address to bind
 * @param port as Murano's 8883; 0 takes any free one
 * @param server key and certificate, which should cover {@link ProductHosts#WILDCARDS}
 * @param defaultProduct who serves a client that names no product
 * @param ownNames host names that are this machine's, and so name no product; in any case
 * @param sniRequired whether a client that names no product is refused
 * @param activationWindow how long after it was made or reset a device may be activated; zero for ever
 */
public record MuranoOptions(
        String host,
        int port,
        Identity server,
        String defaultProduct,
        Set<String> ownNames,
        boolean sniRequired,
        Duration activationWindow) {
    /** Throws {@link IllegalArgumentException} for a negative window. */
    public MuranoOptions {
        ownNames = ownNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (activationWindow.isNegative()) {
            throw new IllegalArgumentException("activation window " + activationWindow + ": it must not be negative");
        }
    }
}
