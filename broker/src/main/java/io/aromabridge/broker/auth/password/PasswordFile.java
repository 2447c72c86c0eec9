package io.aromabridge.broker.auth.password;

import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The users of a mosquitto password file, as it was when it was read. Thread-safe.
 *
 * <p>A line is {@code user:hash}, with the hash in mosquitto's forms {@code $6$} (SHA-512), {@code $7$} (PBKDF2) or
 * {@code $argon2id$}; {@code #} in the first column begins a comment. One bad line refuses the whole file, as mosquitto
 * 2.1 does: 2.0 leaves such a line out, and a user who is missing without a word is found later and at a worse moment.
 * Unlike mosquitto, a line without {@code :} is refused too.
 */
public final class PasswordFile {
    private final Map<String, PasswordHash> users;
    private final List<PasswordHash> hashes;
    private final LoginMemory memory;
    /** The mark of the last right password of each user. */
    private final Map<String, byte[]> rightLogins = new ConcurrentHashMap<>();

    PasswordFile(Map<String, PasswordHash> users, SecureRandom random) {
        this.users = new LinkedHashMap<>(users);
        this.hashes = List.copyOf(users.values());
        this.memory = new LoginMemory(random);
    }

    /**
     * Reads a password file.
     *
     * @throws AromaException of kind CONFIGURATION if it is missing, a folder, unreadable, or has bad lines: then the
     *     message has one line of the form {@code file:line: what} for each of them
     */
    public static PasswordFile read(Path file) throws AromaException {
        // Not an argument: a key that somebody can repeat is no secret, and nothing that can be seen depends on it.
        return new PasswordFile(PasswordLines.parse(file, PasswordLines.read(file)), new SecureRandom());
    }

    /**
     * Whether the user exists and this is the password (any bytes).
     *
     * <p>The first right login of a user and every wrong one take the time of the hash (milliseconds: not for an event
     * loop); a right one is remembered in memory as an HMAC, never as the password, so the next takes microseconds. An
     * unknown user takes as long as a wrong password of some known user, so that time does not tell who exists.
     */
    public boolean verify(String userName, byte[] password) {
        byte[] mark = memory.mark(userName, password);
        if (isRight(userName, mark)) {
            return true;
        }
        Optional<PasswordHash> hash = Optional.ofNullable(users.get(userName));
        boolean matches =
                hash.or(() -> standIn(userName)).map(h -> h.matches(password)).orElse(false);
        if (hash.isEmpty() || !matches) {
            return false;
        }
        rightLogins.put(userName, mark);
        return true;
    }

    /** Whether this was the last right login of the user: takes microseconds, and says nothing about other passwords. */
    public boolean remembers(String userName, byte[] password) {
        return rightLogins.containsKey(userName) && isRight(userName, memory.mark(userName, password));
    }

    private boolean isRight(String userName, byte[] mark) {
        byte[] right = rightLogins.get(userName);
        return right != null && MessageDigest.isEqual(right, mark);
    }

    /** What the file says of a user; equal as long as nobody sets the password again. */
    public Optional<Entry> entry(String userName) {
        return Optional.ofNullable(users.get(userName)).map(hash -> new Entry(hash.encoded()));
    }

    /** The number of users, and how they differ from those of an older file, as one clause for the log. */
    public String differenceFrom(PasswordFile old) {
        long added = users.keySet().stream()
                .filter(user -> !old.users.containsKey(user))
                .count();
        long removed = old.users.keySet().stream()
                .filter(user -> !users.containsKey(user))
                .count();
        long changed = users.keySet().stream()
                .filter(old.users::containsKey)
                .filter(user -> !entry(user).equals(old.entry(user)))
                .count();
        return users.size() + (users.size() == 1 ? " user: " : " users: ") + added + " added, " + removed + " removed, "
                + changed + " with another password";
    }

    /** The users whose hash is quickly guessed by somebody who has the file, and what hash it is. */
    public Map<String, String> weakHashes() {
        Map<String, String> weak = new LinkedHashMap<>();
        users.forEach((user, hash) -> hash.weakness().ifPresent(what -> weak.put(user, what)));
        return weak;
    }

    /** One user's entry, to be compared alone. */
    public static final class Entry {
        private final String encoded;

        private Entry(String encoded) {
            this.encoded = encoded;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry entry && entry.encoded.equals(encoded);
        }

        @Override
        public int hashCode() {
            return encoded.hashCode();
        }

        @Override
        public String toString() {
            return "Entry";
        }
    }

    /** For an unknown user the hash of some other: always the same, or two tries would tell. Empty in an empty file. */
    private Optional<PasswordHash> standIn(String userName) {
        return hashes.isEmpty() ? Optional.empty() : Optional.of(hashes.get(memory.choose(userName, hashes.size())));
    }

    /** The user names in the order of the file. */
    public Set<String> users() {
        return Collections.unmodifiableSet(users.keySet());
    }
}
