package io.aromabridge.app.run;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The addresses under which other machines of the LAN reach this one. */
public final class LanAddresses {
    private LanAddresses() {}

    /**
     * An address of an interface that is up.
     *
     * @param index the operating system's number of the interface; cables and Wi-Fi come before what is virtual
     */
    record Found(int index, InetAddress address) {}

    /** IPv4 before IPv6, and by interface. None without a network. */
    public static List<InetAddress> ofThisMachine() throws AromaException {
        try {
            return chosen(NetworkInterface.networkInterfaces()
                    .filter(LanAddresses::isUp)
                    .flatMap(
                            network -> network.inetAddresses().map(address -> new Found(network.getIndex(), address))));
        } catch (SocketException e) {
            throw new AromaException(Kind.FAILED, "this machine's network interfaces cannot be listed (" + e + ")", e);
        }
    }

    /** Those of use to others: no loopback; of IPv6 only those that are valid beyond one link, without scope. */
    static List<InetAddress> chosen(Stream<Found> all) {
        return all.filter(found -> !found.address().isLoopbackAddress())
                .filter(found -> !isV6(found) || !found.address().isLinkLocalAddress())
                .sorted(Comparator.comparing(LanAddresses::isV6).thenComparing(Found::index))
                .map(found -> withoutScope(found.address()))
                .distinct()
                .toList();
    }

    private static boolean isV6(Found found) {
        return found.address() instanceof Inet6Address;
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException unused) {
            // It went away while we looked.
            return false;
        }
    }

    private static InetAddress withoutScope(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the bytes of an address are an address", e);
        }
    }
}
