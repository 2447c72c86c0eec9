package io.aromabridge.simulator.exam;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.core.topic.TopicSyntaxException;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceTransport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A student of seed 003's exam: logs in, listens to the UUID that comes, and replies to each command at once with the
 * standard answer. It logs the result, and takes the exam again after a pause if that is configured.
 */
public final class Student implements Device {
    private static final Logger log = LoggerFactory.getLogger(Student.class);
    private static final TopicName LOGIN = TopicName.of("login");

    /** How long it waits for the UUID, and then from one message to the next. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    // fixed
    private final DeviceId id;
    private final Candidate who;
    private final Timers timers;
    private final DeviceTransport transport;
    private final Map<String, String> answers = ExamRules.standardAnswers();

    // valid for one exam
    private Optional<TopicName> exam = Optional.empty();
    private boolean takesIt;
    private int replies;
    private Timers.Scheduled next = () -> {};

    /**
     * How a student takes the exam.
     *
     * @param user the name that it logs in with
     * @param qos QoS of its messages and its subscriptions
     * @param again the pause before it takes the exam again; empty for once
     */
    public record Candidate(String user, QoS qos, Optional<Duration> again) {
        /** Throws {@link IllegalArgumentException} for a name that no examiner takes, or a pause that is not positive. */
        public Candidate {
            Optional<String> fault = ExamLogin.of(Payload.of(user)).fault();
            if (fault.isPresent()) {
                throw new IllegalArgumentException("user of a student: " + fault.get());
            }
            if (again.filter(pause -> pause.isNegative() || pause.isZero()).isPresent()) {
                throw new IllegalArgumentException("student " + user + ": the pause must be more than zero");
            }
        }
    }

    /** A student who has not logged in. */
    public Student(DeviceId id, Candidate who, Timers timers, DeviceTransport transport) {
        this.id = id;
        this.who = who;
        this.timers = timers;
        this.transport = transport;
    }

    @Override
    public void connected() {
        logIn();
    }

    private void logIn() {
        takesIt = true;
        replies = 0;
        log.info("{} logs in as {}", id, who.user());
        publish(LOGIN, who.user());
        await("no UUID came on " + topic() + "; is an examiner there?");
    }

    private void await(String otherwise) {
        next.cancel();
        next = timers.after(PATIENCE, () -> {
            log.warn("{} gives up: {}", id, otherwise);
            end();
        });
    }

    @Override
    public void receive(Message message) {
        if (!takesIt || message.retained()) {
            return;
        }
        String text = message.payload().text();
        if (message.topic().equals(topic())) {
            begin(text);
        } else if (exam.filter(message.topic()::equals).isPresent()) {
            hear(text);
        }
    }

    private void begin(String uuid) {
        try {
            TopicName topic = TopicName.of(uuid);
            forget();
            exam = Optional.of(topic);
            transport.subscribe(TopicFilter.of(uuid));
            await("no command came on " + uuid);
        } catch (TopicSyntaxException e) {
            log.warn("{} received a UUID that is not a topic: {}", id, e.getMessage());
        }
    }

    private void hear(String text) {
        if (text.equals(ExamRules.WELL_DONE)) {
            log.info("{} has passed after {} replies: {}", id, replies, text);
            end();
            return;
        }
        String answer = answers.get(text);
        if (answer == null) {
            log.warn("{} has no answer to \"{}\"", id, Payload.of(text).excerpt(80));
            return;
        }
        replies++;
        publish(TopicName.of(exam.orElseThrow() + "/" + text), answer);
        await("after " + replies + " replies nothing more came");
    }

    private void publish(TopicName topic, String text) {
        transport.publish(new Message(topic, Payload.of(text), who.qos(), false));
    }

    private void forget() {
        exam.ifPresent(old -> transport.unsubscribe(TopicFilter.of(old.value())));
        exam = Optional.empty();
    }

    private void end() {
        next.cancel();
        takesIt = false;
        forget();
        who.again().ifPresent(pause -> next = timers.after(pause, this::logIn));
    }

    @Override
    public DeviceId id() {
        return id;
    }

    /** {@code <USER>/UUID}. */
    @Override
    public TopicName topic() {
        return TopicName.of(who.user() + "/" + ExamRules.UUID);
    }

    @Override
    public QoS qos() {
        return who.qos();
    }

    @Override
    public void powerOff() {
        next.cancel();
        takesIt = false;
    }
}
