package io.aromabridge.broker.auth.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets and deletes users in a mosquitto password file. Every other line, comments included, stays byte for byte where it
 * is. The file is replaced whole or not at all, and never by one that {@link PasswordFile} would refuse. Of two editors
 * at the same time the later one wins.
 *
 * <p>Errors are {@link AromaException}: of kind CONFIGURATION for a bad name or password, an unknown user and a file that
 * cannot be read or has bad lines (each is named); of kind FAILED if it cannot be written.
 */
public final class PasswordFileEditor {
    private static final int MAX_PASSWORD_BYTES = 65_535;

    private final SecureRandom random;
    private final int iterations;

    /**
     * With 20 000 iterations for each password.
     *
     * @param random gives the salts
     */
    public PasswordFileEditor(SecureRandom random) {
        this(random, PasswordHash.DEFAULT_ITERATIONS);
    }

    /**
     * With a cost of its own.
     *
     * @param iterations of PBKDF2, 1 to 10 000 000
     */
    public PasswordFileEditor(SecureRandom random, int iterations) {
        if (iterations < 1 || iterations > Pbkdf2Hash.MAX_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations must be 1 to " + Pbkdf2Hash.MAX_ITERATIONS + ", not " + iterations);
        }
        this.random = random;
        this.iterations = iterations;
    }

    /**
     * Gives a user this password; adds the user at the end if new. Makes the file (mode 600) and its folders if missing.
     *
     * @param user 1 to 65535 bytes of UTF-8; no {@code :}, no control characters, no {@code #} first, no space around
     * @param password 1 to 65535 bytes
     */
    public void set(Path file, String user, byte[] password) throws AromaException {
        checkName(file, user);
        if (password.length == 0 || password.length > MAX_PASSWORD_BYTES) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    "password of user " + user + ": " + password.length + " bytes; give 1 to " + MAX_PASSWORD_BYTES);
        }
        List<PasswordLine> old = Files.exists(file) ? PasswordLines.read(file) : List.of();
        write(file, with(old, user, PasswordHash.create(password, iterations, random)));
    }

    /** Takes a user out. */
    public void delete(Path file, String user) throws AromaException {
        checkName(file, user);
        List<PasswordLine> old = PasswordLines.read(file);
        List<PasswordLine> kept = old.stream().filter(line -> !line.isOf(user)).toList();
        if (kept.size() == old.size()) {
            throw new AromaException(
                    Kind.CONFIGURATION, "user " + user + " is not in " + file + "; nothing was deleted");
        }
        write(file, kept);
    }

    private static void checkName(Path file, String user) throws AromaException {
        try {
            PasswordLine.checkUserName(user);
        } catch (PasswordLineException e) {
            throw new AromaException(Kind.CONFIGURATION, file + " was not changed: " + e.getMessage(), e);
        }
    }

    /** In the place of the user's first line; any further one, which would be an error, goes. */
    private static List<PasswordLine> with(List<PasswordLine> old, String user, PasswordHash hash) {
        List<PasswordLine> lines = new ArrayList<>();
        boolean placed = false;
        for (PasswordLine line : old) {
            if (!line.isOf(user)) {
                lines.add(line);
            } else if (!placed) {
                lines.add(PasswordLine.of(line.number(), user, hash, line.lineEnd()));
                placed = true;
            }
        }
        if (!placed) {
            append(lines, user, hash);
        }
        return lines;
    }

    private static void append(List<PasswordLine> lines, String user, PasswordHash hash) {
        String lineEnd = lines.isEmpty() || lines.get(0).lineEnd().isEmpty()
                ? "\n"
                : lines.get(0).lineEnd();
        int last = lines.size() - 1;
        if (last >= 0 && lines.get(last).lineEnd().isEmpty()) {
            lines.set(last, lines.get(last).withLineEnd(lineEnd));
        }
        lines.add(PasswordLine.of(lines.size() + 1, user, hash, lineEnd));
    }

    private static void write(Path file, List<PasswordLine> lines) throws AromaException {
        PasswordLines.parse(file, lines);
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.raw()));
        AtomicFile.write(file, text.toString().getBytes(ISO_8859_1));
    }
}
