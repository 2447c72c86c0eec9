package io.aromabridge.app;

import io.aromabridge.core.AromaException;

/** The exit codes of the command. */
public enum ExitCode {
    /** Done; also after SIGTERM and {@code --for}. */
    DONE(0),
    /** It failed at run time. */
    FAILED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** The configuration, or a file that it names, is wrong. */
    CONFIGURATION(3),
    /** The other side cannot be reached. */
    UNREACHABLE(4),
    /** The other side refuses the credentials or the policy. */
    REFUSED(5),
    /** What was waited for did not come. */
    TIMED_OUT(27),
    /** Ctrl-C. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }

    /** The code of a kind of trouble. */
    public static ExitCode of(AromaException.Kind kind) {
        return switch (kind) {
            case FAILED -> FAILED;
            case CONFIGURATION -> CONFIGURATION;
            case UNREACHABLE -> UNREACHABLE;
            case REFUSED -> REFUSED;
            case TIMED_OUT -> TIMED_OUT;
        };
    }
}
