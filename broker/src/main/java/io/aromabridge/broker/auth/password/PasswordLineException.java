package io.aromabridge.broker.auth.password;

/**
 * What is wrong with one line of a password file, and how to mend it. The message never shows what follows the first
 * {@code :}, which may be a password that somebody wrote down in plain text.
 */
final class PasswordLineException extends Exception {
    PasswordLineException(String message) {
        super(message);
    }
}
