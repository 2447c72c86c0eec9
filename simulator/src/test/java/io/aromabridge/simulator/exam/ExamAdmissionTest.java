package io.aromabridge.simulator.exam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import org.junit.jupiter.api.Test;

/** How much may wait for the examiner. */
class ExamAdmissionTest {
    private final ExamAdmission intake = new ExamAdmission(TopicName.of("login"));

    private static Message message(String topic, String text) {
        return Message.of(topic, text, QoS.AT_MOST_ONCE);
    }

    private int admitted(Message message, int offered) {
        int admitted = 0;
        for (int i = 0; i < offered; i++) {
            admitted += intake.admits(message) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void letsInNoRepliesButThoseOfExamsThatRun() {
        assertFalse(intake.admits(message("a/CMD1", "Apple")));
        intake.open("a");
        assertTrue(intake.admits(message("a/CMD1", "Apple")));
        assertFalse(intake.admits(message("b/CMD1", "Apple")));
        assertFalse(intake.admits(message("CMD1", "Apple")));
        intake.close("a");
        assertFalse(intake.admits(message("a/CMD1", "Apple")));
    }

    @Test
    void aFloodOfOneExamTakesNoPlaceOfAnother() {
        intake.open("a");
        intake.open("b");
        assertEquals(ExamAdmission.REPLIES, admitted(message("a/CMD1", "Apple"), 20_000));
        assertTrue(intake.admits(message("b/CMD1", "Apple")));
        assertTrue(intake.admits(message("login", "12345")));
    }

    @Test
    void letsInMoreWhenTheExaminerHasTakenSome() {
        intake.open("a");
        Message reply = message("a/CMD1", "Apple");
        assertEquals(ExamAdmission.REPLIES, admitted(reply, 1000));
        intake.taken(reply);
        intake.taken(reply);
        assertEquals(2, admitted(reply, 1000));
    }

    @Test
    void countsNoDeliveryTwice() {
        Message reply = message("a/CMD1", "Apple");
        intake.taken(reply);
        intake.open("a");
        intake.taken(reply);
        intake.taken(message("login", "12345"));
        assertEquals(ExamAdmission.REPLIES, admitted(reply, 1000));
        assertEquals(ExamAdmission.LOGINS, admitted(message("login", "12345"), 2000));
    }

    @Test
    void letsInFewOfWhatIsTooLong() {
        intake.open("a");
        String tooLong = "x".repeat(ExamAdmission.LONGEST + 1);
        assertEquals(0, admitted(message("a/CMD1", tooLong), 10));
        assertEquals(10, admitted(message("login", tooLong), 1000));
        assertTrue(intake.admits(message("login", "12345")));
    }
}
