package io.aromabridge.broker.auth.password;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code $6$salt$hash}, the form of mosquitto up to 1.6: one SHA-512 of the password followed by the salt. Not the
 * {@code $6$} of crypt(3). Weak against somebody who has the file, so it is read and never made.
 */
final class Sha512Hash implements PasswordHash {
    private final byte[] salt;
    private final byte[] hash;

    private Sha512Hash(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    static Sha512Hash parse(EncodedHash encoded) throws PasswordLineException {
        encoded.requireFields(3, "$6$salt$hash");
        return new Sha512Hash(encoded.salt(1), encoded.hash(2));
    }

    @Override
    public boolean matches(byte[] password) {
        try {
            MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
            sha512.update(password);
            sha512.update(salt);
            return MessageDigest.isEqual(hash, sha512.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-512", e);
        }
    }

    @Override
    public Optional<String> weakness() {
        return Optional.of("$6$, one round of SHA-512");
    }

    @Override
    public String encoded() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "$6$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }
}
