package io.aromabridge.certs;

import org.bouncycastle.util.io.pem.PemObject;

/**
 * One BEGIN…END block of a PEM file.
 *
 * @param content its label and DER; no DER if it is encrypted
 * @param line the line of BEGIN, from 1
 * @param encrypted whether it takes a passphrase to read it
 */
record PemBlock(PemObject content, int line, boolean encrypted) {
    /** The words after BEGIN: {@code CERTIFICATE}, {@code RSA PRIVATE KEY}… */
    String label() {
        return content.getType();
    }

    byte[] der() {
        return content.getContent();
    }

    boolean isCertificate() {
        return label().equals("CERTIFICATE") || label().equals("X509 CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label().endsWith("PRIVATE KEY");
    }

    @Override
    public String toString() {
        return label() + " in line " + line;
    }
}
