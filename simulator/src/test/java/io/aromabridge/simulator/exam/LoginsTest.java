package io.aromabridge.simulator.exam;

import static io.aromabridge.simulator.LogFragments.assertLines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Payload;
import io.aromabridge.testing.log.LogLines;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Which users may log in, and how often. */
class LoginsTest {
    private final ExamRoom room = new ExamRoom();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a/b",
                "/",
                "+",
                "a+",
                "#",
                "12#",
                "\u0000",
                "12\u0000",
                "a\nb",
                "\u007f",
                "$SYS",
                "\u0085"
            })
    void ignoresANameThatIsNoLevelOfATopic(String user) {
        room.login(user);
        assertEquals(List.of(), room.transport.said());
    }

    @Test
    void takesNamesOfUpTo128Bytes() {
        room.login("ä".repeat(65));
        assertEquals(List.of(), room.transport.said());
        room.login("ä".repeat(64));
        assertEquals(1, room.transport.said("ä".repeat(64) + "/UUID").size());
    }

    @Test
    void takesAMailAddress() {
        room.login("s8 student@stud.uni-saarland.de");
        assertEquals(
                1, room.transport.said("s8 student@stud.uni-saarland.de/UUID").size());
    }

    @Test
    void ignoresWhatIsNotUtf8() {
        room.hear("login", Payload.copyOf(new byte[] {'1', -1, '2'}), false);
        assertEquals(List.of(), room.transport.said());
    }

    @Test
    void ignoresALoginThatWasRetained() {
        room.hear("login", Payload.of("12345"), true);
        assertEquals(List.of(), room.transport.said());
    }

    @Test
    void warnsOfInvalidLoginsOnceInTenSeconds() {
        try (LogLines log = LogLines.of(Examiner.class)) {
            for (int i = 0; i < 1000; i++) {
                room.login("a/b");
            }
            room.timers.advanceMillis(10_000);
            room.login("");
            assertLines(log.lines(Level.WARN), "\"a/b\"", "(and 999 more");
        }
    }

    @Test
    void endsTheExamOfAUserWhoLogsInAgain() {
        room.login("12345");
        String first = room.uuid("12345");
        room.timers.advanceMillis(2000);
        room.login("12345");
        String second = room.uuid("12345");
        assertNotEquals(first, second);
        room.timers.advanceMillis(20_000);
        assertEquals(List.of(), room.transport.texts(first));
        room.replyToAll(second);
        room.timers.advanceMillis(100);
        assertTrue(room.transport.texts(second).contains(ExamRules.WELL_DONE));
        List<String> verdicts = room.transport.texts("aromabridge/exam/12345");
        assertTrue(verdicts.get(0).contains("\"verdict\":\"cancelled\",\"commands\":[],"), verdicts::toString);
        assertTrue(verdicts.get(1).contains("\"verdict\":\"passed\""), verdicts::toString);
    }

    @Test
    void examinesAUserAgainWhoHasPassed() {
        for (int i = 1; i <= 3; i++) {
            String uuid = room.examine("12345");
            room.replyToAll(uuid);
            room.timers.advanceMillis(100);
            assertEquals(i, room.transport.said("12345/UUID").size());
            assertTrue(room.transport.texts(uuid).contains(ExamRules.WELL_DONE));
        }
    }

    @Test
    void answersAUserWhoLogsInWithoutEndTenTimesASecond() {
        for (int i = 0; i < 1000; i++) {
            room.login("loop");
        }
        assertEquals(10, room.transport.said("loop/UUID").size());
        room.login("12345");
        assertEquals(1, room.transport.said("12345/UUID").size());
        for (int i = 0; i < 1000; i++) {
            room.timers.advanceMillis(1);
            room.login("loop");
        }
        assertEquals(20, room.transport.said("loop/UUID").size());
    }

    @Test
    void runsNoMoreThanAThousandExamsAtOnce() {
        for (int i = 0; i < 1100; i++) {
            room.login("user" + i);
        }
        assertEquals(1000, room.transport.said().size());
        room.timers.advance(Duration.ofMinutes(1));
        room.login("late");
        assertEquals(1, room.transport.said("late/UUID").size());
    }
}
