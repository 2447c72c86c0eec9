package io.aromabridge.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointTest {
    @Test
    void takesPorts1To65535() {
        assertEquals("localhost:1", plain("localhost", 1).address());
        assertEquals("localhost:65535", plain("localhost", 65_535).address());
        assertThrows(IllegalArgumentException.class, () -> plain("localhost", 0));
        assertThrows(IllegalArgumentException.class, () -> plain("localhost", 65_536));
    }

    @Test
    void needsAHost() {
        assertThrows(IllegalArgumentException.class, () -> plain(" ", 1883));
    }

    @Test
    void putsIpv6InBrackets() {
        assertEquals("[::1]:1883", plain("::1", 1883).address());
    }

    @Test
    void itsTextSaysWhetherThereIsTls() {
        assertEquals("mqtt://localhost:1883", plain("localhost", 1883).toString());
        ClientTls tls = ClientTls.of(
                List.of(DevelopmentAuthority.inMemory(Samples.CLOCK).certificate()), Optional.empty());
        assertEquals(
                "mqtts://localhost:8883",
                new Endpoint("localhost", 8883, Optional.of(tls), Optional.empty()).toString());
    }

    @Test
    void neverShowsThePassword() {
        Endpoint.Login login = new Endpoint.Login("demo", "open sesame");
        Endpoint endpoint = new Endpoint("localhost", 1883, Optional.empty(), Optional.of(login));
        assertTrue(login.toString().contains("demo"), login.toString());
        assertFalse((login + " " + endpoint).contains("sesame"), login + " " + endpoint);
    }

    private static Endpoint plain(String host, int port) {
        return new Endpoint(host, port, Optional.empty(), Optional.empty());
    }
}
