package io.aromabridge.broker.auth.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * {@code $argon2id$v=19$m=KiB,t=passes,p=lanes$salt$hash}, a form of mosquitto 2.1: Argon2id of RFC 9106 in the
 * encoding of the reference library, with its lower limits. Read and never made: mosquitto 2.0 cannot read it.
 */
final class Argon2idHash implements PasswordHash {
    /** One verification needs this much of the heap: 1 GiB. */
    static final int MAX_MEMORY_KIB = 1024 * 1024;
    /** Memory times passes: 4 GiB take several seconds of one core. */
    static final long MAX_WORK_KIB = 4L * 1024 * 1024;

    private static final int MIN_MEMORY_KIB_PER_LANE = 8;
    private static final int MIN_SALT_BYTES = 8;
    private static final int MIN_HASH_BYTES = 4;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,10}),t=(\\d{1,10}),p=(\\d{1,10})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final int memoryKib;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2idHash(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    static Argon2idHash parse(String encoded) throws PasswordLineException {
        Matcher form = FORM.matcher(encoded);
        if (!form.matches()) {
            throw new PasswordLineException(
                    "the password hash is not of the form"
                            + " $argon2id$v=19$m=KiB,t=passes,p=lanes$salt$hash; set the password again with the passwd command");
        }
        long memoryKib = Long.parseLong(form.group(1));
        long passes = Long.parseLong(form.group(2));
        long lanes = Long.parseLong(form.group(3));
        checkCost(memoryKib, passes, lanes);
        byte[] salt = EncodedHash.base64(form.group(4), "salt");
        byte[] hash = EncodedHash.base64(form.group(5), "hash");
        if (salt.length < MIN_SALT_BYTES || hash.length < MIN_HASH_BYTES) {
            throw new PasswordLineException("the salt has " + salt.length + " bytes (at least 8) and the hash "
                    + hash.length + " (at least 4); set the password again with the passwd command");
        }
        return new Argon2idHash((int) memoryKib, (int) passes, (int) lanes, salt, hash);
    }

    private static void checkCost(long memoryKib, long passes, long lanes) throws PasswordLineException {
        if (lanes < 1 || passes < 1 || memoryKib < MIN_MEMORY_KIB_PER_LANE * lanes) {
            throw new PasswordLineException("argon2id needs p >= 1, t >= 1 and m >= 8 p, not m=" + memoryKib + ",t="
                    + passes + ",p=" + lanes + "; set the password again with the passwd command");
        }
        if (memoryKib > MAX_MEMORY_KIB || memoryKib * passes > MAX_WORK_KIB) {
            throw new PasswordLineException(
                    "m=" + memoryKib + ",t=" + passes + " costs too much for a login: at most m="
                            + MAX_MEMORY_KIB + " (1 GiB), and m times t at most " + MAX_WORK_KIB
                            + "; set the password again with the passwd command");
        }
    }

    @Override
    public boolean matches(byte[] password) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] derived = new byte[hash.length];
        argon2.generateBytes(password, derived);
        return MessageDigest.isEqual(hash, derived);
    }

    @Override
    public String encoded() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }
}
