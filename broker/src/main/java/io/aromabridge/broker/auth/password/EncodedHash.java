package io.aromabridge.broker.auth.password;

import java.util.Base64;
import java.util.List;

/** The fields between the {@code $} of a {@code $6$} or {@code $7$} hash, and what holds for both forms. */
record EncodedHash(List<String> fields) {
    /** Length that mosquitto up to 2.0 writes, and the only one that it reads. */
    static final int SHORT_SALT_BYTES = 12;
    /** Length that mosquitto 2.1 writes. */
    static final int LONG_SALT_BYTES = 64;
    /** Length of a SHA-512 and of what PBKDF2 derives. */
    static final int HASH_BYTES = 64;

    /** The fields of a text that begins with {@code $}. */
    static EncodedHash of(String encoded) {
        return new EncodedHash(List.of(encoded.substring(1).split("\\$", -1)));
    }

    /** Refuses any other number of fields. */
    void requireFields(int count, String form) throws PasswordLineException {
        if (fields.size() != count) {
            throw new PasswordLineException("the password hash has " + fields.size() + " fields, not " + count
                    + "; expected " + form + "; set it again with the passwd command");
        }
    }

    /** The salt: 12 or 64 bytes. */
    byte[] salt(int index) throws PasswordLineException {
        byte[] salt = base64(fields.get(index), "salt");
        if (salt.length != SHORT_SALT_BYTES && salt.length != LONG_SALT_BYTES) {
            throw new PasswordLineException("the salt has " + salt.length + " bytes, not 12 or 64;"
                    + " set the password again with the passwd command");
        }
        return salt;
    }

    /** The hash: 64 bytes. */
    byte[] hash(int index) throws PasswordLineException {
        byte[] hash = base64(fields.get(index), "hash");
        if (hash.length != HASH_BYTES) {
            throw new PasswordLineException("the hash has " + hash.length + " bytes, not 64;"
                    + " set the password again with the passwd command");
        }
        return hash;
    }

    /** Decodes with or without padding. */
    static byte[] base64(String text, String what) throws PasswordLineException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unused) {
            // The decoder's own message shows a piece of the text.
            throw new PasswordLineException(
                    "the " + what + " is not Base64; set the password again with the passwd command");
        }
    }
}
