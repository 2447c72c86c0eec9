package io.aromabridge.cloud.murano.product;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a device shows to be let in: 40 characters that chance alone has chosen. */
public final class Token {
    private static final int LENGTH = 40;
    private static final String HEXADECIMAL = "0123456789abcdef";
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Token() {}

    /**
     * A new one: of lower-case hexadecimal digits (160 bits) in the classic profile, of letters and digits in the other.
     *
     * @param random unpredictable: a {@link java.security.SecureRandom}
     */
    public static String make(Profile profile, RandomGenerator random) {
        String characters = profile == Profile.CLASSIC ? HEXADECIMAL : ALPHANUMERIC;
        StringBuilder token = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            token.append(characters.charAt(random.nextInt(characters.length())));
        }
        return token.toString();
    }

    /** What is kept of it: SHA-256 as hexadecimal digits. So much chance needs no slow hash. */
    public static String hash(String token) {
        return hash(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether this is the token of a device; takes the same time for every wrong one. */
    public static boolean matches(ProductDevice device, byte[] given) {
        return isHashOf(device, hash(given));
    }

    /** The device of a product that has this token. */
    public static Optional<ProductDevice> owner(Product product, byte[] given) {
        String hash = hash(given);
        return product.devices().values().stream()
                .filter(device -> isHashOf(device, hash))
                .findFirst();
    }

    private static boolean isHashOf(ProductDevice device, String hash) {
        return device.activation()
                .filter(a -> MessageDigest.isEqual(
                        a.tokenHash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
    }
}
