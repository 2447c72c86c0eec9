package io.aromabridge.simulator.exam;

import static io.aromabridge.simulator.LogFragments.assertLines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.FakeTransport;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** A student who takes the exam. */
class StudentTest {
    private final ManualClock timers = new ManualClock();
    private final FakeTransport transport = new FakeTransport(timers);

    private Student student(Optional<Duration> again) {
        return new Student(
                new DeviceId("student", DeviceKind.STUDENT, Side.LOCAL),
                new Student.Candidate("12345", QoS.AT_LEAST_ONCE, again),
                timers,
                transport);
    }

    private static Message message(String topic, String text) {
        return Message.of(topic, text, QoS.AT_MOST_ONCE);
    }

    @Test
    void logsInAndAnswersEachCommandAtOnce() {
        try (LogLines log = LogLines.of(Student.class)) {
            Student student = student(Optional.empty());
            assertEquals(List.of(TopicFilter.of("12345/UUID")), student.filters());
            student.connected();
            student.receive(message("12345/UUID", "some-uuid"));
            assertEquals(Set.of("some-uuid"), transport.filters());
            timers.advanceMillis(3000);
            student.receive(message("some-uuid", "CMD5"));
            student.receive(message("some-uuid", "CMD5"));
            student.receive(message("some-uuid", "CMD7"));
            student.receive(message("some-uuid", "Well done my IoT!"));
            timers.advance(Duration.ofHours(1));
            assertEquals(
                    "[0 login: 12345, 3000 some-uuid/CMD5: Boy, 3000 some-uuid/CMD5: Boy, 3000 some-uuid/CMD7: Toy]",
                    transport.said().toString());
            assertEquals(QoS.AT_LEAST_ONCE, transport.said().get(0).message().qos());
            assertEquals(Set.of(), transport.filters());
            assertLines(log.lines(Level.INFO), "12345", "passed after 3 replies");
            assertEquals(List.of(), log.lines(Level.WARN));
        }
    }

    @Test
    void takesItAgainAfterThePause() {
        Student student = student(Optional.of(Duration.ofSeconds(30)));
        student.connected();
        student.receive(message("12345/UUID", "one"));
        student.receive(message("one", "Well done my IoT!"));
        timers.advanceMillis(30_000);
        student.receive(message("12345/UUID", "two"));
        student.receive(message("one", "CMD1"));
        student.receive(message("two", "CMD1"));
        assertEquals(
                "[0 login: 12345, 30000 login: 12345, 30000 two/CMD1: Apple]",
                transport.said().toString());
    }

    @Test
    void warnsWhenThereIsNoExaminer() {
        try (LogLines log = LogLines.of(Student.class)) {
            student(Optional.empty()).connected();
            timers.advanceMillis(9999);
            assertEquals(List.of(), log.lines(Level.WARN));
            timers.advanceMillis(1);
            assertLines(log.lines(Level.WARN), "12345/UUID");
        }
    }

    @Test
    void warnsWhenTheExaminerFallsSilent() {
        try (LogLines log = LogLines.of(Student.class)) {
            Student student = student(Optional.empty());
            student.connected();
            student.receive(message("12345/UUID", "one"));
            student.receive(message("one", "CMD1"));
            timers.advanceMillis(10_000);
            assertLines(log.lines(Level.WARN), "after 1 replies");
            assertEquals(Set.of(), transport.filters());
        }
    }

    @Test
    void ignoresWhatItDoesNotUnderstand() {
        Student student = student(Optional.empty());
        student.receive(message("12345/UUID", "before it is connected"));
        student.connected();
        student.receive(new Message(TopicName.of("12345/UUID"), Payload.of("old"), QoS.AT_MOST_ONCE, true));
        student.receive(message("12345/UUID", "a/+"));
        student.receive(message("12345/UUID", ""));
        student.receive(message("12345/UUID", "one"));
        student.receive(message("one", "CMD8"));
        student.receive(message("one", ""));
        assertEquals("[0 login: 12345]", transport.said().toString());
        assertEquals(Set.of("one"), transport.filters());
    }

    @Test
    void isSilentWhenItIsSwitchedOff() {
        Student student = student(Optional.of(Duration.ofSeconds(1)));
        student.connected();
        student.powerOff();
        timers.advance(Duration.ofHours(1));
        assertEquals(1, transport.said().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "+", "$SYS"})
    void needsANameThatAnExaminerTakes(String user) {
        assertThrows(
                IllegalArgumentException.class, () -> new Student.Candidate(user, QoS.AT_MOST_ONCE, Optional.empty()));
    }

    @Test
    void needsAPauseThatIsOne() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Student.Candidate("12345", QoS.AT_MOST_ONCE, Optional.of(Duration.ZERO)));
    }
}
