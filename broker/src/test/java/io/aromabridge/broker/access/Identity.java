package io.aromabridge.broker.access;

/** Who a client says it is. */
enum Identity {
    /** It sends no CONNECT. */
    NOBODY(""),
    ANONYMOUS(""),
    WRONG_PASSWORD("alice"),
    UNKNOWN_USER("eve"),
    /** A user with rights on the topics of the test. */
    ALICE("alice"),
    /** A user with a password, to whom the ACL file gives nothing. */
    MALLORY("mallory"),
    /** A certificate of our own authority, with rights on the topics of the test. */
    CERTIFICATE(""),
    /** A certificate of another authority. */
    FOREIGN_CERTIFICATE("");

    final String user;

    Identity(String user) {
        this.user = user;
    }

    String password() {
        return this == WRONG_PASSWORD ? "a guess" : "secret of " + user;
    }
}
