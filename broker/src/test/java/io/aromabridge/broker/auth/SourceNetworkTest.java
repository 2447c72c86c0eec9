package io.aromabridge.broker.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** Which addresses count as one. */
class SourceNetworkTest {
    private static SourceNetwork of(String address) throws Exception {
        return SourceNetwork.of(InetAddress.getByName(address));
    }

    @Test
    void eachIpv4AddressStandsForItself() throws Exception {
        assertEquals("192.0.2.1", of("192.0.2.1").toString());
        assertNotEquals(of("192.0.2.1"), of("192.0.2.2"));
        assertEquals(of("192.0.2.1"), of("::ffff:192.0.2.1"), "the same, seen by an IPv6 socket");
    }

    @Test
    void anIpv6NetworkOf64BitsStandsForAllItsAddresses() throws Exception {
        assertEquals("2001:db8:0:1:0:0:0:0/64", of("2001:db8:0:1::1").toString());
        assertEquals(of("2001:db8:0:1::1"), of("2001:db8:0:1:ffff:ffff:ffff:ffff"));
        assertNotEquals(of("2001:db8:0:1::1"), of("2001:db8:0:2::1"));
        assertEquals("0:0:0:0:0:0:0:1", of("::1").toString());
    }
}
