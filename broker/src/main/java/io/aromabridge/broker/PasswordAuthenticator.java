package io.aromabridge.broker;

import io.aromabridge.broker.Verdict.Accepted;
import io.aromabridge.broker.Verdict.Answer;
import io.aromabridge.broker.Verdict.Refused;
import io.aromabridge.broker.password.PasswordFile;

/**
 * User names and passwords of a mosquitto password file. As in mosquitto, a client without a user name is anonymous,
 * and a known user without a password is refused.
 *
 * @param passwords the users
 * @param allowAnonymous whether a client without a user name may connect
 */
public record PasswordAuthenticator(PasswordFile passwords, boolean allowAnonymous) implements Authenticator {
    @Override
    public Verdict authenticate(Credentials credentials) {
        if (credentials.userName().isEmpty()) {
            return allowAnonymous
                    ? new Accepted(Principal.anonymous())
                    : new Refused(
                            Answer.NOT_AUTHORIZED,
                            "it gave no user name and password, and allow-anonymous is false for this listener");
        }
        String user = credentials.userName().get();
        if (credentials.password().isEmpty()) {
            return new Refused(Answer.BAD_USER_NAME_OR_PASSWORD, "user '" + user + "' gave no password");
        }
        if (!passwords.verify(user, credentials.password().get())) {
            return new Refused(
                    Answer.BAD_USER_NAME_OR_PASSWORD,
                    passwords.users().contains(user)
                            ? "wrong password for user '" + user + "'"
                            : "there is no user '" + user + "' (add it with: aroma passwd FILE " + user + ")");
        }
        return new Accepted(new Principal(Principal.Kind.PASSWORD, user));
    }
}
