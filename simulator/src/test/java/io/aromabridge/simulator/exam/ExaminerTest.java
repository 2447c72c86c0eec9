package io.aromabridge.simulator.exam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.FakeTransport.Said;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the examiner says, and when. */
class ExaminerTest {
    private static final String UUID_V4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    @Test
    void tellsAUuidOnceAndAtOnce() {
        ExamRoom room = new ExamRoom();
        room.login("2547841");
        assertEquals(1, room.transport.said().size());
        Said uuid = room.transport.said().get(0);
        assertEquals("2547841/UUID", uuid.message().topic().value());
        assertTrue(uuid.message().payload().text().matches(UUID_V4), uuid::toString);
        assertEquals(QoS.EXACTLY_ONCE, uuid.message().qos());
        assertEquals(false, uuid.message().retained());
        room.timers.advanceMillis(2999);
        assertEquals(
                1, room.transport.said().size(), () -> room.transport.said().toString());
    }

    @Test
    void saysTheFirstCommandAfterThreeSecondsAndTheOthersEveryFifthOfASecond() {
        ExamRoom room = ExamRoom.of("CMD2", "CMD4", "CMD5", "CMD4");
        room.login("12345");
        room.timers.advanceMillis(20_000);
        String uuid = room.uuid("12345");
        assertEquals(
                List.of(
                        "3000 " + uuid + ": CMD2",
                        "3200 " + uuid + ": CMD4",
                        "3400 " + uuid + ": CMD5",
                        "3600 " + uuid + ": CMD4"),
                room.transport.said(uuid).stream().map(Said::toString).toList());
    }

    @Test
    void saysTheFinalMessageOnceAndThenNothingMore() {
        ExamRoom room = ExamRoom.of("CMD5", "CMD5", "CMD4");
        String uuid = room.examine("12345");
        int before = room.transport.said(uuid).size();
        room.replyToAll(uuid);
        room.timers.advanceMillis(99);
        assertEquals(before, room.transport.said(uuid).size());
        room.timers.advanceMillis(1);
        assertEquals(
                "23100 " + uuid + ": Well done my IoT!",
                room.transport.said(uuid).get(before).toString());
        room.replyToAll(uuid);
        room.timers.advance(Duration.ofHours(1));
        assertEquals(before + 1, room.transport.said(uuid).size());
    }

    @Test
    void drawsThreeToSevenOfTheSevenCommandsAndOtherUuids() {
        Set<Integer> counts = new TreeSet<>();
        Set<String> commands = new TreeSet<>();
        Set<String> uuids = new TreeSet<>();
        ExamRoom room = new ExamRoom();
        for (int i = 0; i < 200; i++) {
            String uuid = room.examine("user" + i);
            uuids.add(uuid);
            counts.add(room.transport.texts(uuid).size());
            commands.addAll(room.transport.texts(uuid));
        }
        assertEquals(200, uuids.size());
        assertEquals(Set.of(3, 4, 5, 6, 7), counts);
        assertEquals(ExamRules.standardAnswers().keySet(), commands);
    }

    @Test
    void doesTheSameAgainWithTheSameSeed() {
        ExamRoom one = new ExamRoom(ExamRules.standard(), new SplittableRandom(1));
        ExamRoom two = new ExamRoom(ExamRules.standard(), new SplittableRandom(1));
        ExamRoom other = new ExamRoom(ExamRules.standard(), new SplittableRandom(2));
        for (ExamRoom room : List.of(one, two, other)) {
            room.examine("12345");
        }
        assertEquals(one.transport.said().toString(), two.transport.said().toString());
        assertNotEquals(one.transport.said().toString(), other.transport.said().toString());
    }

    @Test
    void asksAndAnswersByItsOwnRules() {
        ExamRules.Timing timing =
                new ExamRules.Timing(Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(7), Duration.ofSeconds(1));
        TreeMap<String, String> answers = new TreeMap<>();
        answers.put("über", "größer");
        ExamRoom room = new ExamRoom(new ExamRules(answers, 2, 2, timing, QoS.AT_LEAST_ONCE), new SplittableRandom(1));
        room.login("12345");
        room.timers.advanceMillis(5);
        String uuid = room.uuid("12345");
        room.reply(uuid, "über", "größer");
        room.reply(uuid, "über", "größer");
        room.timers.advanceMillis(7);
        assertEquals(
                "[0 " + uuid + ": über, 5 " + uuid + ": über, 12 " + uuid + ": Well done my IoT!]",
                room.transport.said(uuid).toString());
        assertEquals(QoS.AT_LEAST_ONCE, room.examiner.qos());
        assertEquals(List.of(TopicFilter.of("login"), TopicFilter.of("+/über")), room.examiner.filters());
    }

    @Test
    void listensToLoginsAndTheRepliesToEachCommand() {
        assertEquals(
                List.of("login", "+/CMD1", "+/CMD2", "+/CMD3", "+/CMD4", "+/CMD5", "+/CMD6", "+/CMD7"),
                new ExamRoom()
                        .examiner.filters().stream().map(TopicFilter::value).toList());
    }

    @Test
    void isSilentWhenItIsSwitchedOff() {
        ExamRoom room = new ExamRoom();
        room.login("12345");
        String uuid = room.uuid("12345");
        room.examiner.powerOff();
        room.timers.advance(Duration.ofHours(1));
        assertEquals(1, room.transport.said().size());
        assertEquals(false, room.hear(uuid + "/CMD1", Payload.of("Apple"), false));
    }
}
