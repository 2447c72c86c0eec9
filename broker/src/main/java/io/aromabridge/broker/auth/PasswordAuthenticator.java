package io.aromabridge.broker.auth;

import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.AuthenticationResult.Answer;
import io.aromabridge.broker.auth.AuthenticationResult.Refused;
import io.aromabridge.broker.auth.password.PasswordFile;
import io.aromabridge.broker.auth.password.PasswordFile.Entry;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * User names and passwords of a mosquitto password file. As in mosquitto, a client without a user name is anonymous,
 * and a known user without a password is refused. A login holds for as long as the user's entry in the file stays what it
 * was.
 *
 * @param passwords the users in force, asked each time
 * @param allowAnonymous whether a client without a user name may connect
 */
public record PasswordAuthenticator(Supplier<PasswordFile> passwords, boolean allowAnonymous) implements Authenticator {
    /** With users that do not change. */
    public PasswordAuthenticator(PasswordFile passwords, boolean allowAnonymous) {
        this(() -> passwords, allowAnonymous);
    }

    @Override
    public AuthenticationResult authenticate(Credentials credentials) {
        PasswordFile file = passwords.get();
        return authenticateWithoutBlocking(file, credentials).orElseGet(() -> check(file, credentials));
    }

    @Override
    public Optional<AuthenticationResult> authenticateWithoutBlocking(Credentials credentials) {
        return authenticateWithoutBlocking(passwords.get(), credentials);
    }

    private Optional<AuthenticationResult> authenticateWithoutBlocking(PasswordFile file, Credentials credentials) {
        if (credentials.userName().isEmpty()) {
            return Optional.of(
                    allowAnonymous
                            ? new Accepted(Principal.anonymous())
                            : new Refused(
                                    Answer.NOT_AUTHORIZED,
                                    "it gave no user name and password, and allow-anonymous is false for this listener"));
        }
        String user = credentials.userName().get();
        if (credentials.password().isEmpty()) {
            return Optional.of(new Refused(Answer.BAD_USER_NAME_OR_PASSWORD, "user '" + user + "' gave no password"));
        }
        return file.remembers(user, credentials.password().get())
                ? Optional.of(accepted(file, user))
                : Optional.empty();
    }

    private AuthenticationResult check(PasswordFile file, Credentials credentials) {
        String user = credentials.userName().orElseThrow();
        if (!file.verify(user, credentials.password().orElseThrow())) {
            return new Refused(
                    Answer.BAD_USER_NAME_OR_PASSWORD,
                    file.users().contains(user)
                            ? "wrong password for user '" + user + "'"
                            : "there is no user '" + user + "' (add it with: aroma passwd FILE " + user + ")");
        }
        return accepted(file, user);
    }

    private AuthenticationResult accepted(PasswordFile file, String user) {
        Optional<Entry> entry = file.entry(user);
        return new Accepted(
                new Principal(Principal.Kind.PASSWORD, user),
                () -> passwords.get().entry(user).equals(entry));
    }
}
