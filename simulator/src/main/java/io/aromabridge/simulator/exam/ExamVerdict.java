package io.aromabridge.simulator.exam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

/**
 * How an exam ended.
 *
 * @param user who took it
 * @param uuid its identifier
 * @param end how
 * @param commands those that were issued, in their order
 * @param planned how many there were to be
 * @param replies how many replies came, by kind
 * @param time from the UUID to the end
 */
record ExamVerdict(
        String user, String uuid, End end, List<String> commands, int planned, Replies replies, Duration time) {
    /** Under this every verdict is published, on the level with the user's name. */
    static final String TOPIC = "aromabridge/exam/";

    private static final JsonFactory JSON = new JsonFactory();

    /** The ways in which an exam ends. */
    enum End {
        /** Every command was answered. */
        PASSED("passed"),
        /** The time was up. */
        EXPIRED("expired"),
        /** The user logged in again. */
        CANCELLED("cancelled");

        private final String text;

        End(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * The numbers of replies.
     *
     * @param answered commands that have their reply
     * @param wrong replies with another text
     * @param extra right ones beyond those that were expected
     */
    record Replies(int answered, long wrong, long extra) {}

    /** For the log, without the examiner's name. */
    String sentence() {
        String seconds = time.toMillis() / 1000 + "." + time.toMillis() % 1000 / 100;
        return user + (end == End.PASSED ? " has passed: " : end == End.EXPIRED ? " has failed: " : " began anew: ")
                + replies.answered() + " of " + planned + " commands answered in " + seconds + " s"
                + (replies.wrong() > 0 ? ", " + replies.wrong() + " wrong replies" : "");
    }

    /** The message on {@code aromabridge/exam/<user>}. */
    Message message(QoS qos) {
        return new Message(TopicName.of(TOPIC + user), Payload.of(json()), qos, false);
    }

    private String json() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("user", user);
            json.writeStringField("uuid", uuid);
            json.writeStringField("verdict", end.text());
            json.writeArrayFieldStart("commands");
            for (String command : commands) {
                json.writeString(command);
            }
            json.writeEndArray();
            json.writeNumberField("planned", planned);
            json.writeNumberField("answered", replies.answered());
            json.writeNumberField("wrong", replies.wrong());
            json.writeNumberField("extra", replies.extra());
            json.writeNumberField("durationMs", time.toMillis());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toString();
    }
}
