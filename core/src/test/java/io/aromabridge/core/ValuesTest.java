package io.aromabridge.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The small values that every part passes around. */
class ValuesTest {
    @Test
    void aPayloadDoesNotChangeWithTheArrayItCameFrom() {
        byte[] bytes = {1, 2, 3};
        Payload payload = Payload.copyOf(bytes);
        bytes[0] = 9;
        payload.toBytes()[1] = 9;
        assertEquals(Payload.owning(new byte[] {1, 2, 3}), payload);
        assertSame(Payload.EMPTY, Payload.of(""));
    }

    @Test
    void anExcerptEscapesControlCharactersForALogLine() {
        assertEquals(
                "a\\x0a\\xc3\\xbc\\\\ …".replace(" ", ""),
                Payload.of("a\nü\\rest").excerpt(5));
        assertEquals("red", Payload.of("red").excerpt(3));
    }

    @Test
    void qosHasThreeLevels() {
        assertEquals(QoS.EXACTLY_ONCE, QoS.of(2));
        assertEquals(QoS.AT_MOST_ONCE, QoS.of(0).min(QoS.of(1)));
        assertEquals(
                "QoS 3: it must be 0, 1 or 2",
                assertThrows(IllegalArgumentException.class, () -> QoS.of(3)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> QoS.of(-1));
    }

    @Test
    void aJournalForgetsTheOldestHops() {
        Journal journal = Journal.inMemory(2);
        for (int i = 0; i < 3; i++) {
            Message message = Message.of("t", "m" + i, QoS.AT_MOST_ONCE);
            journal.record(new Hop(Instant.EPOCH, Hop.Step.RECEIVED, "broker", "c", message, ""));
        }
        List<String> left =
                journal.hops().stream().map(h -> h.message().payload().text()).toList();
        assertEquals(List.of("m1", "m2"), left);
        assertThrows(IllegalArgumentException.class, () -> Journal.inMemory(0));
    }
}
