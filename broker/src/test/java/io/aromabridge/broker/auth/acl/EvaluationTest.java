package io.aromabridge.broker.auth.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lists exist, and in which order they are asked. */
class EvaluationTest {
    @Test
    void linesBeforeTheFirstUserAreForAnonymousClientsAlone() throws AromaException {
        Rules rules = Rules.of("topic a", "user alice", "topic b");

        rules.allows("a", 1).denies("b");
        rules.as("alice").allows("b", 3).denies("a");
        rules.as("bob").denies("a").denies("b");
    }

    @Test
    void aUserOfSeveralSectionsHasThemAll() throws AromaException {
        Rules rules = Rules.of("user alice", "topic a", "user bob", "topic b", "user alice", "topic c");

        rules.as("alice").allows("a", 2).allows("c", 6).denies("b");
        rules.as("bob").allows("b", 4).denies("c");
    }

    @Test
    void patternsAreForEverybodyWhereverTheyStand() throws AromaException {
        Rules rules = Rules.of("user alice", "pattern a/%c", "topic x");

        rules.allows("a/c1", 2);
        rules.as("bob").allows("a/c1", 2).denies("a/c2").denies("x");
        rules.as("alice").allows("a/c1", 2).allows("x", 3);
    }

    @Test
    void aDenyWinsOverEveryOtherLineOfItsListWhereverItStands() throws AromaException {
        Rules.of("topic #", "topic deny a/secret").deniesBy("a/secret", 2).allows("a/b", 1);
        Rules.of("topic deny a/secret", "topic #").deniesBy("a/secret", 1).allows("a/b", 2);
    }

    @Test
    void theLastOfSeveralDeniesDecides() throws AromaException {
        Rules.of("topic deny a/#", "topic #", "topic deny a/b")
                .deniesBy("a/b", 3)
                .deniesBy("a/c", 1);
    }

    @Test
    void theFirstLineThatGivesEnoughDecides() throws AromaException {
        Rules.of("topic read a", "topic write a", "topic a").reads("a", 1).writes("a", 2);
    }

    @Test
    void aMatchThatGivesTooLittleLeavesItToTheNextLine() throws AromaException {
        Rules rules = Rules.of("topic read a", "pattern write a");

        rules.reads("a", 1).writes("a", 2);
        Rules.of("topic read a").reads("a", 1).keepsFromWriting("a");
        Rules.of("topic write a").writes("a", 1).keepsFromReading("a");
        Rules.of("topic readwrite a").allows("a", 1);
    }

    @Test
    void theOwnListIsAskedBeforeThePatterns() throws AromaException {
        Rules.of("pattern deny a", "user alice", "topic a")
                .deniesBy("a", 1)
                .as("alice")
                .allows("a", 3);
        Rules.of("pattern a", "user alice", "topic deny a")
                .allows("a", 1)
                .as("alice")
                .deniesBy("a", 3);
        Rules.of("pattern #", "pattern deny a/%u")
                .as("alice")
                .deniesBy("a/alice", 2)
                .allows("a/bob", 1);
    }

    @Test
    void anEmptyFileDeniesEverything() throws AromaException {
        Rules.of().denies("a").as("alice").denies("a");
        Rules.of("# nothing", "").denies("a").as("alice").denies("a");
        Rules.of("user alice").as("alice").denies("a");
    }

    @Test
    void everySubscriptionIsTakenAndReadingDecidesAtDelivery() throws AromaException {
        Rules rules = Rules.of("topic deny #");

        Decision decision = rules.rules().maySubscribe(Optional.empty(), "c1", TopicFilter.of("#"));

        assertTrue(decision.allowed(), decision::toString);
        assertEquals(OptionalInt.empty(), decision.line());
        rules.deniesBy("a", 1);
    }

    @Test
    void userNamesAndTopicsAreCaseSensitive() throws AromaException {
        Rules rules = Rules.of("user alice", "topic Lights");

        rules.as("alice").allows("Lights", 2).denies("lights");
        rules.as("Alice").denies("Lights");
    }

    @Test
    void anEmptyUserNameIsNone() throws AromaException {
        AccessRules rules = AclFile.parse(List.of("topic a", "pattern b/%u", "pattern deny c%u"));
        TopicName topic = TopicName.of("a");

        assertTrue(rules.mayPublish(Optional.of(""), "c1", topic).allowed());
        assertFalse(rules.mayPublish(Optional.of(""), "c1", TopicName.of("b/")).allowed());
        assertFalse(AccessRules.namedUsersOnly()
                .mayPublish(Optional.of(""), "c1", topic)
                .allowed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "$x/a"})
    void withoutAFileNamedUsersMayDoEverythingAndAnonymousClientsNothing(String topic) {
        Rules rules = new Rules(AccessRules.namedUsersOnly(), "", "c1");
        TopicFilter filter = TopicFilter.of("#");

        rules.denies(topic);
        assertFalse(rules.rules().maySubscribe(Optional.empty(), "c1", filter).allowed());
        assertTrue(rules.as("x+y").publish(topic).allowed(), "wildcards in a name do no harm without patterns");
        assertTrue(rules.as("alice").receive(topic).allowed());
        assertTrue(
                rules.rules().maySubscribe(Optional.of("alice"), "c1", filter).allowed());
    }

    @Test
    void saysInWordsWhatDecided() throws AromaException {
        Rules rules = Rules.of("topic read a", "topic deny b", "pattern %c");

        assertEquals("line 1 of the ACL file allows it", rules.receive("a").reason());
        assertEquals("line 2 of the ACL file denies it", rules.receive("b").reason());
        assertEquals("no line of the ACL file allows it", rules.receive("x").reason());
        assertTrue(rules.withId("+").receive("x").reason().contains("holds + or #"));
    }
}
