package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerNamesTest {
    @Test
    void localNamesAreThoseOfThisMachineAndTheExtras() throws Exception {
        ServerNames names = ServerNames.local(
                List.of("192.0.2.7", "2001:db8::7", "*.Iot.example.com", "laptop.local", "düse.example"));
        assertTrue(
                names.dnsNames()
                        .containsAll(List.of("localhost", "*.iot.example.com", "laptop.local", "xn--dse-hoa.example")),
                names.toString());
        for (String extra : List.of("127.0.0.1", "192.0.2.7", "2001:db8::7")) {
            assertTrue(names.addresses().contains(address(extra)), extra + " not in " + names);
        }
    }

    @Test
    void localIsTheSameEachTime() throws Exception {
        assertEquals(ServerNames.local(List.of()), ServerNames.local(List.of()));
    }

    @Test
    void sortsAndDropsDuplicates() throws Exception {
        ServerNames names = new ServerNames(
                List.of("b", "A", "a"),
                List.of(address("::1"), address("200.0.0.1"), address("10.0.0.1"), address("10.0.0.1")));
        assertEquals(List.of("a", "b"), names.dnsNames());
        assertEquals(List.of(address("10.0.0.1"), address("200.0.0.1"), address("::1")), names.addresses());
    }

    @Test
    void dropsTheScopeOfIpv6() throws Exception {
        byte[] bytes = address("fe80::1").getAddress();
        ServerNames names = new ServerNames(List.of(), List.of(Inet6Address.getByAddress("", bytes, 3)));
        assertFalse(names.addresses().get(0).getHostAddress().contains("%"), names.toString());
    }

    @Test
    void refusesInvalidNames() {
        for (String wrong : List.of("", "a b", "host/path", "http://host", "host:8883", "a..b", "-*", "a".repeat(64))) {
            refuses(() -> ServerNames.local(List.of(wrong)), "\"" + wrong + "\"", "neither an address nor a DNS name");
        }
    }

    @Test
    void refusesToBeEmpty() {
        assertThrows(IllegalArgumentException.class, () -> new ServerNames(List.of(), List.of()));
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
