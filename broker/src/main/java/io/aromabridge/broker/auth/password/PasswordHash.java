package io.aromabridge.broker.auth.password;

import java.security.SecureRandom;
import java.util.Optional;

/** What a password file holds of one password. Immutable, so any thread may verify. */
interface PasswordHash {
    /** Iterations of what {@link #create} makes, unless told otherwise. */
    int DEFAULT_ITERATIONS = 20_000;

    /**
     * Whether this is the password: MQTT's are any bytes, also none. Takes the time that the hash is made to take;
     * compares in constant time.
     */
    boolean matches(byte[] password);

    /** What makes it weak against somebody who has the file; empty if nothing does. */
    default Optional<String> weakness() {
        return Optional.empty();
    }

    /** The text for the password file. */
    String encoded();

    /**
     * Reads {@code $6$}, {@code $7$} and {@code $argon2id$}.
     *
     * @throws PasswordLineException for any other form, and for costs that would let one login stop the process
     */
    static PasswordHash parse(String encoded) throws PasswordLineException {
        if (encoded.isEmpty()) {
            throw new PasswordLineException("no password follows the user name; set one with the passwd command");
        }
        if (encoded.startsWith("$6$")) {
            return Sha512Hash.parse(EncodedHash.of(encoded));
        }
        if (encoded.startsWith("$7$")) {
            return Pbkdf2Hash.parse(EncodedHash.of(encoded));
        }
        if (encoded.startsWith("$argon2id$")) {
            return Argon2idHash.parse(encoded);
        }
        throw new PasswordLineException("the password is not a hash of the form $6$, $7$ or $argon2id$;"
                + " set it with the passwd command (or mosquitto_passwd)");
    }

    /** A new hash in the form that every mosquitto since 2.0 reads: {@code $7$} with a salt of 12 bytes. */
    static PasswordHash create(byte[] password, int iterations, SecureRandom random) {
        byte[] salt = new byte[EncodedHash.SHORT_SALT_BYTES];
        random.nextBytes(salt);
        return Pbkdf2Hash.of(password, iterations, salt);
    }
}
