package io.aromabridge.broker.auth.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.AromaException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The matrix of mosquitto's own test 09-acl-access-variants: three kinds of lines, each with an exception. */
class AccessVariantsTest {
    private static final List<String> ANONYMOUS =
            List.of("topic readwrite topic/global/#", "topic deny      topic/global/except");
    private static final List<String> USER =
            List.of("user username", "topic readwrite topic/username/#", "topic deny      topic/username/except");
    private static final List<String> PATTERN =
            List.of("pattern readwrite pattern/%u/#", "pattern deny      pattern/%u/except");

    private static void expect(boolean allowed, Rules rules, String topic) {
        assertEquals(allowed, rules.publish(topic).allowed(), () -> rules + " publishes to " + topic);
        assertEquals(allowed, rules.receive(topic).allowed(), () -> rules + " receives " + topic);
    }

    /** A for the anonymous lines, U for those of the user, P for the patterns. */
    @ParameterizedTest
    @ValueSource(strings = {"P", "U", "A", "UP", "AP", "AUP"})
    void eachKindOfLineCountsForItsClientsAlone(String kinds) throws AromaException {
        List<String> lines = new ArrayList<>();
        lines.addAll(kinds.contains("A") ? ANONYMOUS : List.of());
        lines.addAll(kinds.contains("U") ? USER : List.of());
        lines.addAll(kinds.contains("P") ? PATTERN : List.of());
        Rules anonymous = Rules.of(lines.toArray(String[]::new));
        Rules named = anonymous.as("username");

        expect(kinds.contains("A"), anonymous, "topic/global");
        expect(false, named, "topic/global");
        expect(false, anonymous, "topic/global/except");
        expect(false, anonymous, "topic/username");
        expect(kinds.contains("U"), named, "topic/username");
        expect(false, named, "topic/username/except");
        expect(false, anonymous, "pattern/username");
        expect(kinds.contains("P"), named, "pattern/username");
        expect(false, named, "pattern/username/except");
    }
}
