package io.aromabridge.broker.auth.acl;

import io.aromabridge.core.AromaException;
import org.junit.jupiter.api.Test;

/** Topics that begin with {@code $}. */
class DollarTopicsTest {
    @Test
    void wildcardsNeverCoverThem() throws AromaException {
        Rules.of("topic #", "topic +/b", "pattern #").denies("$a/b").denies("$").allows("a/b", 1);
        Rules.of("topic deny #", "topic $a/#").allows("$a/b", 2);
    }

    @Test
    void aFilterThatBeginsWithADollarDoes() throws AromaException {
        Rules.of("topic $a/#").allows("$a/b", 1).allows("$a", 1).denies("$b").denies("a");
        Rules.of("pattern $a/%c/+").allows("$a/c1/x", 1).denies("a/c1/x");
        Rules.of("topic $SYS/#").reads("$SYS/broker/uptime", 1);
    }

    @Test
    void aNameThatBeginsWithADollarFillsAPatternSo() throws AromaException {
        Rules.of("pattern %u/#").as("$a").allows("$a/b", 1);
    }

    @Test
    void noLineAllowsToPublishUnderSys() throws AromaException {
        Rules.of("topic $SYS/#", "topic $SYSTEM/#")
                .keepsFromWriting("$SYS/a")
                .keepsFromWriting("$SYSTEM/a")
                .reads("$SYSTEM/a", 2);
        new Rules(AccessRules.namedUsersOnly(), "alice", "c1").keepsFromWriting("$SYS/a");
    }

    @Test
    void theStateOfABridgeMayBePublishedUnderSysByALine() throws AromaException {
        Rules.of("topic $SYS/broker/connection/#")
                .allows("$SYS/broker/connection/b/state", 1)
                .keepsFromWriting("$SYS/broker/connection/b/c/state")
                .keepsFromWriting("$SYS/broker/connection/b");
        Rules.of("topic a").denies("$SYS/broker/connection/b/state");
    }

    @Test
    void noMessageGoesToTopicsOfSharedSubscriptions() throws AromaException {
        Rules.of("topic $share/#", "topic $shared").denies("$share/g/a").denies("$shared");
        new Rules(AccessRules.namedUsersOnly(), "alice", "c1").denies("$share/g/a");
    }
}
