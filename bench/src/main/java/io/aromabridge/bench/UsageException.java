package io.aromabridge.bench;

/** The command line is not understood; the message says what is, in one line. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
