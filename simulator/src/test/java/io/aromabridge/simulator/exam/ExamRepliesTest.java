package io.aromabridge.simulator.exam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Payload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which replies count, and the verdict that comes of them. */
class ExamRepliesTest {
    private static final String TOPIC = "aromabridge/exam/12345";

    private static List<String> finals(ExamRoom room, String uuid) {
        return room.transport.texts(uuid).stream()
                .filter(ExamRules.WELL_DONE::equals)
                .toList();
    }

    @Test
    void wantsAReplyToEachOfTwoEqualCommands() {
        ExamRoom room = ExamRoom.of("CMD5", "CMD1", "CMD5");
        String uuid = room.examine("12345");
        room.reply(uuid, "CMD5", "Boy");
        room.reply(uuid, "CMD1", "Apple");
        room.timers.advanceMillis(10_000);
        assertEquals(List.of(), finals(room, uuid));
        room.reply(uuid, "CMD5", "Boy");
        room.timers.advanceMillis(100);
        assertEquals(1, finals(room, uuid).size());
    }

    @Test
    void takesBatchesThatRepeatWhatWasSaid() {
        ExamRoom room = ExamRoom.of("CMD1", "CMD2", "CMD3", "CMD4");
        room.login("12345");
        String uuid = room.uuid("12345");
        room.timers.advanceMillis(3300);
        room.replyToAll(uuid);
        room.timers.advanceMillis(300);
        for (int i = 0; i < 3; i++) {
            room.replyToAll(uuid);
        }
        room.timers.advanceMillis(10_000);
        assertEquals(1, finals(room, uuid).size());
        assertTrue(room.transport.texts(TOPIC).get(0).contains("\"answered\":4,\"wrong\":0,\"extra\":10,"));
    }

    @ParameterizedTest
    @CsvSource({
        "CMD1,apple",
        "CMD1,'Apple '",
        "CMD1,''",
        "CMD1,Cat",
        "CMD2,Apple",
        "CMD8,Apple",
        "CMD1/x,Apple",
        "x,Apple"
    })
    void countsNothingElse(String command, String text) {
        ExamRoom room = ExamRoom.of("CMD1");
        String uuid = room.examine("12345");
        room.reply(uuid, command, text);
        room.hear(uuid, Payload.of("Apple"), false);
        room.hear("login/CMD1", Payload.of("Apple"), false);
        room.timers.advanceMillis(1000);
        assertEquals(List.of("CMD1"), room.transport.texts(uuid));
    }

    @Test
    void countsNoReplyToWhatItHasNotSaidYet() {
        ExamRoom room = ExamRoom.of("CMD1", "CMD1");
        room.login("12345");
        String uuid = room.uuid("12345");
        room.reply(uuid, "CMD1", "Apple");
        room.timers.advanceMillis(3000);
        room.reply(uuid, "CMD1", "Apple");
        room.reply(uuid, "CMD1", "Apple");
        room.timers.advanceMillis(10_000);
        assertEquals(List.of(), finals(room, uuid));
        room.reply(uuid, "CMD1", "Apple");
        room.timers.advanceMillis(100);
        assertEquals(1, finals(room, uuid).size());
    }

    @Test
    void countsNoReplyThatWasRetained() {
        ExamRoom room = ExamRoom.of("CMD1");
        String uuid = room.examine("12345");
        room.hear(uuid + "/CMD1", Payload.of("Apple"), true);
        room.timers.advanceMillis(1000);
        assertEquals(List.of(), finals(room, uuid));
    }

    @Test
    void keepsExamsApart() {
        ExamRoom room = ExamRoom.of("CMD1", "CMD2");
        room.login("one");
        room.login("two");
        room.timers.advanceMillis(4000);
        room.replyToAll(room.uuid("one"));
        room.reply(room.uuid("two"), "CMD1", "Apple");
        room.timers.advanceMillis(1000);
        assertEquals(1, finals(room, room.uuid("one")).size());
        assertEquals(0, finals(room, room.uuid("two")).size());
    }

    @Test
    void publishesTheVerdict() {
        ExamRoom room = ExamRoom.of("CMD5", "CMD1");
        room.login("12345");
        String uuid = room.uuid("12345");
        room.timers.advanceMillis(3200);
        room.reply(uuid, "CMD1", "Banana");
        room.replyToAll(uuid);
        assertEquals(List.of(), room.transport.texts(TOPIC));
        room.timers.advanceMillis(100);
        assertEquals(
                List.of("{\"user\":\"12345\",\"uuid\":\"" + uuid
                        + "\",\"verdict\":\"passed\",\"commands\":[\"CMD5\",\"CMD1\"],"
                        + "\"planned\":2,\"answered\":2,\"wrong\":1,\"extra\":0,\"durationMs\":3300}"),
                room.transport.texts(TOPIC));
    }

    @Test
    void expiresAMinuteAfterTheUuid() {
        ExamRoom room = ExamRoom.of("CMD5", "CMD1");
        room.login("12345");
        String uuid = room.uuid("12345");
        room.timers.advanceMillis(59_999);
        assertEquals(List.of(), room.transport.texts(TOPIC));
        room.timers.advanceMillis(1);
        assertTrue(room.transport.texts(TOPIC).get(0).contains("\"verdict\":\"expired\""));
        room.replyToAll(uuid);
        room.timers.advance(Duration.ofHours(1));
        assertEquals(List.of("CMD5", "CMD1"), room.transport.texts(uuid));
        assertFalse(room.hear(uuid + "/CMD5", Payload.of("Boy"), false));
    }

    @Test
    void doesNotExpireBetweenTheLastReplyAndTheFinalMessage() {
        ExamRoom room = ExamRoom.of("CMD5");
        room.login("12345");
        String uuid = room.uuid("12345");
        room.timers.advanceMillis(59_950);
        room.replyToAll(uuid);
        room.timers.advanceMillis(1000);
        assertEquals(1, finals(room, uuid).size());
        assertEquals(1, room.transport.texts(TOPIC).size());
    }
}
