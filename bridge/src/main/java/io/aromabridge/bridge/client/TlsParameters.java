package io.aromabridge.bridge.client;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.connect.AlpnException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/** What a client asks of TLS: the check of the host name, SNI and ALPN. */
public final class TlsParameters {
    private TlsParameters() {}

    /** Adds them to parameters. */
    public static void apply(SSLParameters parameters, Endpoint endpoint, ClientTls tls) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!isAddress(endpoint.host())) {
            // The JDK leaves out names without a dot, such as localhost. As bytes, because names of containers may
            // hold an underscore.
            parameters.setServerNames(List.of(new SNIHostName(endpoint.host().getBytes(StandardCharsets.UTF_8))));
        }
        tls.alpn().ifPresent(protocol -> parameters.setApplicationProtocols(new String[] {protocol}));
    }

    /**
     * Throws {@link AlpnException} if ALPN was asked for and the server has picked another protocol or none.
     *
     * @param picked as the JDK has it: empty for none
     */
    public static void checkAlpn(ClientTls tls, String picked) throws AlpnException {
        Optional<String> wanted = tls.alpn();
        if (wanted.isPresent() && !wanted.get().equals(picked)) {
            throw new AlpnException(wanted.get(), Optional.of(picked).filter(protocol -> !protocol.isEmpty()));
        }
    }

    /** RFC 6066, section 3: an address is never sent as SNI. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
