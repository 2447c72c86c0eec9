package io.aromabridge.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.aromabridge.app.run.LanAddresses.Found;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which addresses are worth telling to other machines. */
class LanAddressesTest {
    private static Found found(int index, String address) throws Exception {
        return new Found(index, InetAddress.getByName(address));
    }

    @Test
    void ipv4ComesFirstThenTheFirstInterface() throws Exception {
        List<InetAddress> chosen = LanAddresses.chosen(Stream.of(
                found(9, "172.17.0.1"), found(2, "2001:db8::5"), found(2, "192.168.1.5"), found(3, "10.0.0.7")));
        assertEquals(
                List.of("192.168.1.5", "10.0.0.7", "172.17.0.1", "2001:db8:0:0:0:0:0:5"),
                chosen.stream().map(InetAddress::getHostAddress).toList());
    }

    @Test
    void loopbackAndIpv6OfOneLinkAreOfNoUse() throws Exception {
        assertEquals(
                List.of(InetAddress.getByName("169.254.3.4"), InetAddress.getByName("fd00::2")),
                LanAddresses.chosen(Stream.of(
                        found(1, "127.0.0.1"),
                        found(1, "::1"),
                        found(2, "fe80::1"),
                        found(2, "fd00::2"),
                        found(2, "169.254.3.4"))));
    }

    @Test
    void scopesAreDropped() throws Exception {
        InetAddress scoped =
                Inet6Address.getByAddress("", InetAddress.getByName("fd00::2").getAddress(), 3);
        assertEquals(
                List.of("fd00:0:0:0:0:0:0:2"),
                LanAddresses.chosen(Stream.of(new Found(3, scoped))).stream()
                        .map(InetAddress::getHostAddress)
                        .toList());
    }

    @Test
    void thisMachineTellsNoLoopbackAddress() throws Exception {
        List<InetAddress> here = LanAddresses.ofThisMachine();
        assertFalse(here.stream().anyMatch(InetAddress::isLoopbackAddress), here::toString);
    }
}
