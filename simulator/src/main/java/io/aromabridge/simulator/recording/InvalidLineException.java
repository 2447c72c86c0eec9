package io.aromabridge.simulator.recording;

/** A line is not one of a recording; the message says what is wrong and what was expected. */
final class InvalidLineException extends Exception {
    private final boolean brokenJson;

    InvalidLineException(String message) {
        super(message);
        this.brokenJson = false;
    }

    private InvalidLineException(String message, Throwable cause, boolean brokenJson) {
        super(message, cause);
        this.brokenJson = brokenJson;
    }

    /** The line is no JSON object at all. */
    static InvalidLineException brokenJson(String message, Throwable cause) {
        return new InvalidLineException(message, cause, true);
    }

    /** A value of the line breaks a rule. */
    static InvalidLineException wrongValue(String message, Throwable cause) {
        return new InvalidLineException(message, cause, false);
    }

    /** Whether the line is no JSON, as one that breaks off. */
    boolean isBrokenJson() {
        return brokenJson;
    }
}
