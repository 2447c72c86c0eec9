package io.aromabridge.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private final Identity device = DevelopmentAuthority.inMemory(Samples.CLOCK).device("shooter");

    @Test
    void certificateIdIsTheSha256OfTheDer() throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(device.certificate().getEncoded());
        assertEquals(HexFormat.of().formatHex(hash), device.certificateId());
        assertTrue(device.certificateId().matches("[0-9a-f]{64}"), device.certificateId());
    }

    @Test
    void needsACertificate() {
        assertThrows(IllegalArgumentException.class, () -> new Identity(device.privateKey(), List.of()));
    }

    @Test
    void keepsItsChainWhenTheGivenListChanges() {
        List<X509Certificate> chain = new ArrayList<>(device.chain());
        Identity copy = new Identity(device.privateKey(), chain);
        chain.clear();
        assertEquals(device.chain(), copy.chain());
    }

    @Test
    void itsTextNamesTheSubjectAlone() {
        assertTrue(device.toString().contains("OU=shooter"), device.toString());
        assertFalse(device.toString().contains("PrivateKey"), device.toString());
    }
}
