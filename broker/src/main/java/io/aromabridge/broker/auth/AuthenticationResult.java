package io.aromabridge.broker.auth;

import java.util.function.BooleanSupplier;

/** The decision of an {@link Authenticator}. */
public sealed interface AuthenticationResult {
    /**
     * It may connect.
     *
     * @param stillValid whether the login is still valid; asked, on any thread, when {@code MqttBroker.closeRevoked} is called; must not
     *     block
     */
    record Accepted(Principal principal, BooleanSupplier stillValid) implements AuthenticationResult {
        /** For as long as it is connected. */
        public Accepted(Principal principal) {
            this(principal, Accepted::always);
        }

        private static boolean always() {
            return true;
        }
    }

    /**
     * It may not.
     *
     * @param answer what the client gets
     * @param reason for the log: one clause, with the fix, without a secret
     */
    record Refused(Answer answer, String reason) implements AuthenticationResult {}

    /** What a refused client gets. */
    enum Answer {
        /** CONNACK with return code 4. */
        BAD_USER_NAME_OR_PASSWORD,
        /** CONNACK with return code 5. */
        NOT_AUTHORIZED,
        /** Nothing: the connection is closed without a CONNACK, as AWS IoT does. */
        NOTHING
    }
}
