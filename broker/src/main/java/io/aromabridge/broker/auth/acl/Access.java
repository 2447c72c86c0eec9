package io.aromabridge.broker.auth.acl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule gives; READ and WRITE are also what a client wants. */
enum Access {
    READ,
    WRITE,
    READWRITE,
    DENY;

    /** The access of this name in an ACL file; lower case alone. */
    static Optional<Access> named(String name) {
        return Arrays.stream(values())
                .filter(access -> access.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** Whether a rule with this access allows what is wanted. */
    boolean gives(Access wanted) {
        return this == wanted || this == READWRITE;
    }
}
