package io.aromabridge.certs;

import io.aromabridge.core.AromaException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.util.IPAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names and addresses of a server, for its certificate.
 *
 * @param dnsNames lower case, sorted, each once
 * @param addresses without IPv6 scope, sorted (IPv4 first), each once
 */
public record ServerNames(List<String> dnsNames, List<InetAddress> addresses) {
    private static final Logger log = LoggerFactory.getLogger(ServerNames.class);

    // RFC 5280 section 4.2.1.6.
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** Sorts, drops duplicates and IPv6 scopes. Throws {@link IllegalArgumentException} without any name. */
    public ServerNames {
        dnsNames = dnsNames.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .distinct()
                .toList();
        addresses = addresses.stream()
                .map(ServerNames::withoutScope)
                .sorted(Comparator.<InetAddress>comparingInt(address -> address.getAddress().length)
                        .thenComparing(InetAddress::getAddress, Arrays::compareUnsigned))
                .distinct()
                .toList();
        if (dnsNames.isEmpty() && addresses.isEmpty()) {
            throw new IllegalArgumentException("a server certificate needs at least one name or address");
        }
    }

    /**
     * This machine's host name, {@code localhost}, the addresses of all network interfaces that are up, and extras.
     *
     * @param extraNames DNS names (a wildcard as first level is allowed) or addresses; nothing is looked up
     * @throws AromaException of kind CONFIGURATION for an extra that is neither
     */
    public static ServerNames local(Collection<String> extraNames) throws AromaException {
        List<String> dnsNames = new ArrayList<>(List.of("localhost"));
        List<InetAddress> addresses = new ArrayList<>();
        addLocal(dnsNames, addresses);
        for (String extra : extraNames) {
            try {
                if (IPAddress.isValid(extra)) {
                    addresses.add(InetAddress.getByName(extra));
                } else {
                    dnsNames.add(dnsName(extra));
                }
            } catch (IllegalArgumentException | UnknownHostException e) {
                throw new AromaException(
                        AromaException.Kind.CONFIGURATION,
                        "server name \"" + extra + "\": neither an address nor a DNS name; give one such as "
                                + "iot.example.com or 192.168.1.5",
                        e);
            }
        }
        return new ServerNames(dnsNames, addresses);
    }

    /** Whether these are exactly the names of this certificate. */
    boolean areThoseOf(X509Certificate certificate) {
        List<String> dnsNames = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0).equals(DNS_NAME)) {
                    dnsNames.add((String) name.get(1));
                } else if (name.get(0).equals(IP_ADDRESS)) {
                    addresses.add(InetAddress.getByName((String) name.get(1)));
                }
            }
            return !(dnsNames.isEmpty() && addresses.isEmpty()) && equals(new ServerNames(dnsNames, addresses));
        } catch (CertificateParsingException | UnknownHostException unused) {
            return false;
        }
    }

    /** The DNS names and addresses that a certificate lists, in its order; none if it cannot be read. */
    static List<String> listedBy(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return (names == null ? List.<List<?>>of() : names)
                    .stream()
                            .filter(name ->
                                    name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    /** All of them on one line, for people. */
    String text() {
        return Stream.concat(dnsNames.stream(), addresses.stream().map(InetAddress::getHostAddress))
                .collect(Collectors.joining(", "));
    }

    private static void addLocal(List<String> dnsNames, List<InetAddress> addresses) {
        addresses.add(InetAddress.getLoopbackAddress());
        try {
            dnsNames.add(dnsName(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException | IllegalArgumentException e) {
            log.debug("server certificate without the host name", e);
        }
        try {
            NetworkInterface.networkInterfaces()
                    .filter(ServerNames::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(addresses::add);
        } catch (SocketException e) {
            log.debug("server certificate without the addresses of the network interfaces", e);
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException unused) {
            // It was removed meanwhile.
            return false;
        }
    }

    private static String dnsName(String name) {
        boolean wildcard = name.startsWith("*.");
        String ascii = IDN.toASCII(wildcard ? name.substring(2) : name);
        boolean wrong = Stream.of(ascii.split("\\.", -1)).anyMatch(level -> !level.matches("[A-Za-z0-9_-]{1,63}"));
        if (wrong || ascii.length() > 253) {
            throw new IllegalArgumentException("no DNS name: " + name);
        }
        return wildcard ? "*." + ascii : ascii;
    }

    private static InetAddress withoutScope(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the bytes of an address are an address", e);
        }
    }
}
