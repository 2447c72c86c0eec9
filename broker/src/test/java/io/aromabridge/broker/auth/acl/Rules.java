package io.aromabridge.broker.auth.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.topic.TopicName;
import java.util.List;
import java.util.Optional;

/** An ACL file, and one client that asks. The empty user name is none. */
record Rules(AccessRules rules, String user, String clientId) {
    static Rules of(String... lines) throws AromaException {
        return new Rules(AclFile.parse(List.of(lines)), "", "c1");
    }

    Rules as(String name) {
        return new Rules(rules, name, clientId);
    }

    Rules withId(String id) {
        return new Rules(rules, user, id);
    }

    private Optional<String> userName() {
        return user.isEmpty() ? Optional.empty() : Optional.of(user);
    }

    Decision publish(String topic) {
        return rules.mayPublish(userName(), clientId, TopicName.of(topic));
    }

    Decision receive(String topic) {
        return rules.mayReceive(userName(), clientId, TopicName.of(topic));
    }

    /** Both, with the line that decides. */
    Rules allows(String topic, int line) {
        return writes(topic, line).reads(topic, line);
    }

    /** Neither, and no line says so. */
    Rules denies(String topic) {
        return keepsFromWriting(topic).keepsFromReading(topic);
    }

    /** Neither, and this line says so. */
    Rules deniesBy(String topic, int line) {
        assertEquals(Decision.byLine(false, line), publish(topic), () -> this + " publishes to " + topic);
        assertEquals(Decision.byLine(false, line), receive(topic), () -> this + " receives " + topic);
        return this;
    }

    Rules writes(String topic, int line) {
        assertEquals(Decision.byLine(true, line), publish(topic), () -> this + " publishes to " + topic);
        return this;
    }

    Rules reads(String topic, int line) {
        assertEquals(Decision.byLine(true, line), receive(topic), () -> this + " receives " + topic);
        return this;
    }

    Rules keepsFromWriting(String topic) {
        return byNoLine(publish(topic), " publishes to " + topic);
    }

    Rules keepsFromReading(String topic) {
        return byNoLine(receive(topic), " receives " + topic);
    }

    private Rules byNoLine(Decision decision, String what) {
        assertEquals(Decision.byRule(false, decision.reason()), decision, () -> this + what);
        return this;
    }
}
