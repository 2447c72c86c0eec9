package io.aromabridge.broker.auth.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * {@code $7$iterations$salt$hash}, the form of mosquitto 2.x: PBKDF2-HMAC-SHA512, 64 bytes. With Bouncy Castle,
 * because the JDK's key factory takes characters and an MQTT password is bytes.
 */
final class Pbkdf2Hash implements PasswordHash {
    /** About ten seconds of one core; more would let one login stop a broker. */
    static final int MAX_ITERATIONS = 10_000_000;

    /** Below this a hash counts as weak: mosquitto_passwd makes 101 (2.0) or 1000 (2.1). */
    private static final int STRONG_ITERATIONS = 10_000;

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private Pbkdf2Hash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    static Pbkdf2Hash parse(EncodedHash encoded) throws PasswordLineException {
        encoded.requireFields(4, "$7$iterations$salt$hash");
        return new Pbkdf2Hash(iterations(encoded.fields().get(1)), encoded.salt(2), encoded.hash(3));
    }

    /** Hashes a password; the iterations must be 1 to {@link #MAX_ITERATIONS}. */
    static Pbkdf2Hash of(byte[] password, int iterations, byte[] salt) {
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException("iterations must be 1 to " + MAX_ITERATIONS + ", not " + iterations);
        }
        return new Pbkdf2Hash(iterations, salt, derive(password, iterations, salt));
    }

    /** As C's atoi, with which mosquitto reads it: what follows the leading digits is ignored. */
    private static int iterations(String field) throws PasswordLineException {
        String text = field.stripLeading();
        long iterations = 0;
        for (int i = text.startsWith("+") ? 1 : 0; i < text.length() && isDigit(text.charAt(i)); i++) {
            iterations = Math.min(10 * iterations + (text.charAt(i) - '0'), Integer.MAX_VALUE);
        }
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new PasswordLineException("the number of iterations is not between 1 and " + MAX_ITERATIONS
                    + "; set the password again with the passwd command");
        }
        return (int) iterations;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static byte[] derive(byte[] password, int iterations, byte[] salt) {
        PKCS5S2ParametersGenerator pbkdf2 = new PKCS5S2ParametersGenerator(new SHA512Digest());
        pbkdf2.init(password, salt, iterations);
        return ((KeyParameter) pbkdf2.generateDerivedMacParameters(8 * EncodedHash.HASH_BYTES)).getKey();
    }

    @Override
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(hash, derive(password, iterations, salt));
    }

    @Override
    public Optional<String> weakness() {
        return iterations < STRONG_ITERATIONS
                ? Optional.of("$7$ with " + iterations + " iterations")
                : Optional.empty();
    }

    @Override
    public String encoded() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "$7$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }
}
