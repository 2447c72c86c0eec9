package io.aromabridge.broker.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Marks for logins that were right, under a key that lives and dies with this object: HMAC-SHA256, 32 bytes. */
final class LoginMemory {
    private static final String HMAC = "HmacSHA256";
    private static final byte[] NOTHING = {};

    private final SecretKeySpec key;

    /** With a key of its own. */
    LoginMemory(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, HMAC);
    }

    /** The mark of this user with this password; tells nothing about either without the key. */
    byte[] mark(String user, byte[] password) {
        try {
            byte[] name = user.getBytes(UTF_8);
            Mac hmac = Mac.getInstance(HMAC);
            hmac.init(key);
            // The length first: else the end of a name could pass for the beginning of a password.
            hmac.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
            hmac.update(name);
            return hmac.doFinal(password);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this JDK has no " + HMAC, e);
        }
    }

    /** A number from 0 below the bound, always the same for the same name, that nobody outside can foretell. */
    int choose(String user, int bound) {
        return Math.floorMod(ByteBuffer.wrap(mark(user, NOTHING)).getInt(), bound);
    }
}
