package io.aromabridge.broker.auth.acl;

/** What is wrong with one line of an ACL file, where in the line, and how to mend it. */
final class AclLineException extends Exception {
    private final int column;

    /** The column counts characters, from 1. */
    AclLineException(int column, String message) {
        super(message);
        this.column = column;
    }

    int column() {
        return column;
    }
}
