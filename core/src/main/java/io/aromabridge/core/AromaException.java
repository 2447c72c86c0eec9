package io.aromabridge.core;

/**
 * A failure that the user can fix. The message is one line: what failed and where, what was expected, how to fix it.
 * The kind decides the exit code of the command.
 */
public final class AromaException extends Exception {
    /** The kinds of failure, each with its exit code. */
    public enum Kind {
        /** A failure at run time: a port is taken, a disk is full. Exit code 1. */
        FAILED,
        /** A file, key, certificate or setting is missing or wrong. Exit code 3. */
        CONFIGURATION,
        /** The other side cannot be reached. Exit code 4. */
        UNREACHABLE,
        /** The other side refuses the credentials or the policy. Exit code 5. */
        REFUSED,
        /** The expected event did not happen in time. Exit code 27. */
        TIMED_OUT
    }

    private final Kind kind;

    /** Without a cause. */
    public AromaException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** With the cause, which only the debug log shows. */
    public AromaException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The kind of failure. */
    public Kind kind() {
        return kind;
    }
}
