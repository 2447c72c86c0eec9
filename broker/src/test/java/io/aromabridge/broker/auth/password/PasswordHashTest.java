package io.aromabridge.broker.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form against values that other programs made, and the limits of each. */
class PasswordHashTest {
    private static final String NON_ASCII = "pässwörd-✓-日本";
    private static final byte[] NOT_UTF_8 = HexFormat.of().parseHex("00ff800a61");

    /** From mosquitto's own tests; from Python's hashlib; from Debian's argon2 with -e. */
    static Stream<Arguments> goldenVectors() {
        return Stream.of(
                Arguments.of("mosquitto $6$", "test", Vectors.MOSQUITTO_SHA512),
                Arguments.of("mosquitto $7$, salt of 64", "test", Vectors.MOSQUITTO_PBKDF2),
                Arguments.of("$7$101", "correct horse", Vectors.PBKDF2_101),
                Arguments.of("$7$1000", "correct horse", Vectors.PBKDF2_1000),
                Arguments.of("$6$", "correct horse", Vectors.SHA512),
                Arguments.of("$6$, salt of 64", "correct horse", Vectors.SHA512_LONG_SALT),
                Arguments.of("$7$, empty password", "", Vectors.PBKDF2_EMPTY),
                Arguments.of("$7$, longer than a block of SHA-512", "x".repeat(300), Vectors.PBKDF2_LONG),
                Arguments.of("$6$, not ASCII", NON_ASCII, Vectors.SHA512_NON_ASCII),
                Arguments.of("$7$, not ASCII", NON_ASCII, Vectors.PBKDF2_NON_ASCII),
                Arguments.of("argon2id as mosquitto 2.1 makes it", "correct horse", Vectors.ARGON2_MOSQUITTO),
                Arguments.of("argon2id, other costs and lengths", "correct horse", Vectors.ARGON2_SMALL),
                Arguments.of("argon2id, not ASCII", NON_ASCII, Vectors.ARGON2_NON_ASCII));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenVectors")
    void acceptsItsPasswordAndNoOther(String unused, String password, String encoded) throws PasswordLineException {
        PasswordHash hash = PasswordHash.parse(encoded);

        assertTrue(hash.matches(password.getBytes(UTF_8)), "its own password");
        assertFalse(hash.matches((password + "!").getBytes(UTF_8)), "one byte more");
        assertFalse(hash.matches(("X" + password).getBytes(UTF_8)), "one byte before");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenVectors")
    void writesWhatItRead(String unused, String unusedPassword, String encoded) throws PasswordLineException {
        assertEquals(encoded, PasswordHash.parse(encoded).encoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {Vectors.SHA512_BYTES, Vectors.PBKDF2_BYTES})
    void takesPasswordsThatAreNotText(String encoded) throws PasswordLineException {
        PasswordHash hash = PasswordHash.parse(encoded);

        assertTrue(hash.matches(NOT_UTF_8), "bytes 00 ff 80 0a 61");
        assertFalse(hash.matches(new String(NOT_UTF_8, UTF_8).getBytes(UTF_8)), "the same by way of a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"101abc", "+101", " 101", "000101", "101 "})
    void readsIterationsAsCDoes(String iterations) throws PasswordLineException {
        PasswordHash hash = PasswordHash.parse(Vectors.PBKDF2_101.replace("101", iterations));

        assertTrue(hash.matches("correct horse".getBytes(UTF_8)), iterations);
        assertEquals(Vectors.PBKDF2_101, hash.encoded());
    }

    @Test
    void takesTheHighestCosts() throws PasswordLineException {
        String pbkdf2 = Vectors.PBKDF2_101.replace("$101$", "$10000000$");
        String argon2 = Vectors.ARGON2_SMALL.replace("m=64,t=2,p=2", "m=1048576,t=4,p=2");

        assertEquals(pbkdf2, PasswordHash.parse(pbkdf2).encoded());
        assertEquals(argon2, PasswordHash.parse(argon2).encoded());
    }

    @Test
    void makesPbkdf2WithTwelveBytesOfSalt() throws PasswordLineException {
        byte[] password = "geheim".getBytes(UTF_8);

        String encoded =
                PasswordHash.create(password, 20_000, new SecureRandom()).encoded();

        String[] fields = encoded.split("\\$", -1);
        assertEquals("7", fields[1], encoded);
        assertEquals("20000", fields[2], encoded);
        assertEquals(16, fields[3].length(), "Base64 of 12 bytes: " + encoded);
        assertTrue(PasswordHash.parse(encoded).matches(password), encoded);
    }

    @Test
    void makesANewSaltEachTime() {
        SecureRandom random = new SecureRandom();

        String first = PasswordHash.create(NOT_UTF_8, 1, random).encoded();
        String second = PasswordHash.create(NOT_UTF_8, 1, random).encoded();

        assertFalse(first.equals(second), first);
    }

    @Test
    void refusesIterationsThatItCouldNotRead() {
        SecureRandom random = new SecureRandom();

        for (int iterations : Arrays.asList(0, -1, 10_000_001)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> PasswordHash.create(NOT_UTF_8, iterations, random),
                    () -> "iterations " + iterations);
        }
    }
}
