package io.aromabridge.certs;

/** One BEGIN…END block of a PEM file. */
final class PemBlock {
    private final String label;
    private final int line;
    private final boolean encrypted;
    private final byte[] der;

    PemBlock(String label, int line, boolean encrypted, byte[] der) {
        this.label = label;
        this.line = line;
        this.encrypted = encrypted;
        this.der = der;
    }

    /** What stands behind BEGIN: {@code CERTIFICATE}, {@code RSA PRIVATE KEY}… */
    String label() {
        return label;
    }

    /** The line of BEGIN, from 1. */
    int line() {
        return line;
    }

    /** Whether a passphrase is needed; then there is no DER. */
    boolean encrypted() {
        return encrypted;
    }

    /** The decoded content; empty if encrypted. */
    byte[] der() {
        return der.clone();
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    @Override
    public String toString() {
        return label + " in line " + line;
    }
}
