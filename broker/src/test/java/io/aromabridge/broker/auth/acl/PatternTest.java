package io.aromabridge.broker.auth.acl;

import io.aromabridge.core.AromaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code %u} and {@code %c}, and names that would widen a pattern. */
class PatternTest {
    @ParameterizedTest
    @CsvSource({
        "x/%u,           x/alice",
        "x/%c,           x/c1",
        "%u,             alice",
        "a%u-b,          aalice-b",
        "%u/%u/%c/%c,    alice/alice/c1/c1",
        "%u%c,           alicec1",
        "%%u,            %alice",
        "%uu,            aliceu",
        "%,              %",
        "x/%,            x/%",
        "%/u,            %/u",
        "%x%u,           %xalice",
        "%U/%C,          %U/%C",
        "+/%u/#,         x/alice/y",
    })
    void putsInTheNamesWhereverTheyStand(String filter, String topic) throws AromaException {
        Rules.of("pattern " + filter).as("alice").allows(topic, 1).denies("z/z/" + topic);
    }

    @Test
    void whatIsPutInIsNotReadAgain() throws AromaException {
        Rules.of("pattern x/%u").as("%c").allows("x/%c", 1).denies("x/c1");
        Rules.of("pattern x/%c/%u").as("alice").withId("%u").allows("x/%u/alice", 1);
    }

    @Test
    void inTopicLinesTheyStandForThemselves() throws AromaException {
        Rules.of("user alice", "topic x/%u").as("alice").allows("x/%u", 2).denies("x/alice");
    }

    @Test
    void aLineWithAUserNameDoesNotCountForAnonymousClients() throws AromaException {
        Rules.of("pattern deny x/%u/#", "pattern x/#", "pattern y%u")
                .allows("x/alice/b", 2)
                .allows("x//b", 2)
                .denies("y");
        Rules.of("pattern x/%c").allows("x/c1", 1);
    }

    @Test
    void aLineWithoutNamesCountsForAll() throws AromaException {
        Rules.of("pattern read a").reads("a", 1).as("alice").reads("a", 1);
    }

    @ParameterizedTest
    @CsvSource({"+,c1", "#,c1", "al+ice,c1", "a/#,c1", "alice,+", "alice,c#1", "'',+/#"})
    void aNameWithAWildcardIsDeniedWhateverPatternsSay(String user, String clientId) throws AromaException {
        Rules rules = Rules.of("pattern sensor/%u/%c/#", "pattern a", "topic own")
                .as(user)
                .withId(clientId);

        rules.denies("sensor/victim/c2/x").denies("a").denies("sensor/x/c1/x");
    }

    @Test
    void aNameWithAWildcardKeepsItsOwnLines() throws AromaException {
        Rules.of("user x+y", "topic own", "pattern a")
                .as("x+y")
                .allows("own", 2)
                .denies("a");
        Rules.of("topic own").withId("#").allows("own", 1);
    }

    @Test
    void aSlashInANameMakesLevelsAsInMosquitto() throws AromaException {
        Rules.of("pattern x/%u").as("alice/b").allows("x/alice/b", 1);
        Rules.of("pattern x/%c/+").withId("a/b").allows("x/a/b/c", 1).denies("x/a/b");
    }
}
