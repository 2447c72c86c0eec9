package io.aromabridge.http;

import io.aromabridge.core.message.Payload;
import io.aromabridge.http.request.JsonErrors;
import io.javalin.http.HttpResponseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps web pages of other origins out. A page can let its own name resolve to this machine (DNS rebinding) and is then of
 * the same origin, but its browser still sends that name in {@code Host}: so only our own names are served. A page can also
 * send a POST without reading the response: such a request has the page in {@code Origin}.
 *
 * <p>Bound to a loopback address, our names are {@code localhost}, {@code 127.0.0.1}, {@code [::1]} and that address;
 * bound to another, any address is, because only a domain name can be rebound.
 */
final class HostCheck {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[?::1]?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    private final boolean anyAddress;
    private final boolean anyName;

    /**
     * The check of one server.
     *
     * @param bound the address or name that it is bound to
     * @param more further names; {@code *} for any
     */
    HostCheck(String bound, List<String> more) {
        String host = bound.toLowerCase(Locale.ROOT);
        names.add(host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host);
        more.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        anyName = more.contains("*");
        anyAddress = !LOOPBACK.matcher(host).matches();
    }

    /** Throws {@link HttpResponseException} with 421 for a host that is not one of our names. */
    void checkHost(Optional<String> hostHeader) {
        if (anyName) {
            return;
        }
        String given = hostHeader.orElse("");
        String host = PORT.matcher(given.toLowerCase(Locale.ROOT)).replaceFirst("");
        if (!names.contains(host) && !(anyAddress && ADDRESS.matcher(host).matches())) {
            throw JsonErrors.exception(
                    421,
                    "the host '" + Payload.of(given).excerpt(80) + "' is not served here",
                    anyAddress
                            ? "ask by the address, or add the name to dashboard.host-names"
                            : "ask for localhost or 127.0.0.1, or add the name to dashboard.host-names");
        }
    }

    /** Throws {@link HttpResponseException} with 403 for a request of a page of another origin. */
    static void checkOrigin(Optional<String> hostHeader, Optional<String> originHeader) {
        if (originHeader.isEmpty()) {
            return;
        }
        String origin = originHeader.get();
        int end = origin.indexOf("://");
        if (end < 0 || !origin.substring(end + 3).equalsIgnoreCase(hostHeader.orElse(""))) {
            throw JsonErrors.exception(
                    403,
                    "a page of " + Payload.of(origin).excerpt(80) + " may not do this",
                    "only pages of this server may, and programs that are no browsers");
        }
    }
}
