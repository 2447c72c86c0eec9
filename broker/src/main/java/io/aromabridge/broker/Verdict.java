package io.aromabridge.broker;

/** What an {@link Authenticator} says of a client. */
public sealed interface Verdict {
    /** It may connect. */
    record Accepted(Principal principal) implements Verdict {}

    /**
     * It may not.
     *
     * @param answer what the client is told
     * @param reason what the log is told: one clause, with the fix, without a secret
     */
    record Refused(Answer answer, String reason) implements Verdict {}

    /** What a refused client is told. */
    enum Answer {
        /** CONNACK with return code 4. */
        BAD_USER_NAME_OR_PASSWORD,
        /** CONNACK with return code 5. */
        NOT_AUTHORIZED,
        /** Nothing: the connection is closed without a CONNACK, as AWS IoT does. */
        NOTHING
    }
}
