package io.aromabridge.simulator.exam;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.exam.ExamVerdict.End;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One exam of one user: the UUID, the commands, the replies, the final message. It ends once, with a verdict, and publishes
 * nothing afterwards.
 */
final class ExamSession {
    // fixed
    private final String user;
    private final String uuid;
    private final List<String> commands;
    private final ExamRules rules;
    private final Timers timers;
    private final Consumer<Message> publisher;
    private final Consumer<ExamVerdict> ended;
    private final Instant began;

    // progress
    private final Map<String, Integer> wanted = new HashMap<>();
    private int issued;
    private int answered;
    private long wrong;
    private long extra;
    private Timers.Scheduled next = () -> {};
    private Timers.Scheduled expiry = () -> {};

    /**
     * The user, the identifier and the commands of one exam.
     *
     * @param commands in their order
     */
    record Paper(String user, String uuid, List<String> commands) {}

    /**
     * An exam that has not begun.
     *
     * @param ended receives the verdict, once
     */
    ExamSession(Paper paper, ExamRules rules, Timers timers, Consumer<Message> publisher, Consumer<ExamVerdict> ended) {
        this.user = paper.user();
        this.uuid = paper.uuid();
        this.commands = List.copyOf(paper.commands());
        this.rules = rules;
        this.timers = timers;
        this.publisher = publisher;
        this.ended = ended;
        this.began = timers.instant();
    }

    String uuid() {
        return uuid;
    }

    /** Publishes the UUID, and the rest at its time. */
    void begin() {
        publish(user + "/" + ExamRules.UUID, uuid);
        expiry = timers.after(rules.timing().expiry(), () -> end(End.EXPIRED));
        next = timers.after(rules.timing().delay(), this::issue);
    }

    private void issue() {
        String command = commands.get(issued++);
        wanted.merge(command, 1, Integer::sum);
        publish(uuid, command);
        if (issued < commands.size()) {
            next = timers.after(rules.timing().gap(), this::issue);
        }
    }

    /** A reply to a command, which counts if it is right and still expected. */
    void reply(String command, Payload text) {
        String answer = rules.answers().get(command);
        if (answer == null || !Payload.of(answer).equals(text)) {
            wrong++;
        } else if (wanted.getOrDefault(command, 0) == 0) {
            extra++;
        } else {
            wanted.merge(command, -1, Integer::sum);
            answered++;
            if (answered == commands.size()) {
                expiry.cancel();
                next = timers.after(rules.timing().finalDelay(), this::pass);
            }
        }
    }

    private void pass() {
        publish(uuid, ExamRules.WELL_DONE);
        end(End.PASSED);
    }

    private void publish(String topic, String text) {
        publisher.accept(new Message(TopicName.of(topic), Payload.of(text), rules.qos(), false));
    }

    /** Ends it with a verdict. */
    void end(End end) {
        stop();
        ExamVerdict.Replies replies = new ExamVerdict.Replies(answered, wrong, extra);
        Duration time = Duration.between(began, timers.instant());
        ended.accept(new ExamVerdict(user, uuid, end, commands.subList(0, issued), commands.size(), replies, time));
    }

    /** Ends it without a verdict. */
    void stop() {
        next.cancel();
        expiry.cancel();
    }
}
