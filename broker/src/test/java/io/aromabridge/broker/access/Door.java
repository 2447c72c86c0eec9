package io.aromabridge.broker.access;

/** A kind of listener. */
enum Door {
    /** Everybody may come in and do everything. */
    OPEN,
    /** With a password file and no ACL file. */
    PASSWORD,
    /** With a password file and an ACL file; clients without a user name may come in. */
    ACL,
    /** WebSocket, with a password file and an ACL file. */
    WEBSOCKET,
    /** A client certificate is required, and its common name is the user of the ACL file. */
    MUTUAL_TLS
}
