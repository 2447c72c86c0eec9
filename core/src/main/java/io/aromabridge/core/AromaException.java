package io.aromabridge.core;

/**
 * Something that a person can mend. The message is one line: what and where, what was expected, how to mend it. The
 * kind decides the exit code of the command.
 */
public final class AromaException extends Exception {
    /** What kind of trouble it is. */
    public enum Kind {
        /** It failed while it ran: a port is taken, a disk is full. Exit code 1. */
        FAILED,
        /** A file, key, certificate or setting is missing or wrong. Exit code 3. */
        CONFIGURATION,
        /** The other side cannot be reached. Exit code 4. */
        UNREACHABLE,
        /** The other side refuses the credentials or the policy. Exit code 5. */
        REFUSED,
        /** What was waited for did not come in time. Exit code 27. */
        TIMED_OUT
    }

    private final Kind kind;

    /** Without a cause worth keeping. */
    public AromaException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** With the cause, which only the debug log shows. */
    public AromaException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The kind of trouble. */
    public Kind kind() {
        return kind;
    }
}
