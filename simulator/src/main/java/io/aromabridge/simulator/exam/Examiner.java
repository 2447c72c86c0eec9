package io.aromabridge.simulator.exam;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceTransport;
import io.aromabridge.simulator.exam.ExamSession.Paper;
import io.aromabridge.simulator.exam.ExamVerdict.End;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The examiner of seed 003. A user's name on {@code login} is answered with a UUID on {@code <USER>/UUID} at once, commands
 * on {@code <UUID>} after a while, and, when each has its reply on {@code <UUID>/<COMMAND>}, the final message; then nothing
 * more. Logging in again ends the exam that runs and begins another. Retained messages are ignored: they are old.
 *
 * <p>At most {@value #SESSIONS} exams run at once. The verdict of each is published on {@code aromabridge/exam/<USER>}.
 */
public final class Examiner implements Device {
    private static final Logger log = LoggerFactory.getLogger(Examiner.class);

    /** Where users log in. */
    private static final TopicName LOGIN = TopicName.of("login");

    /** How many exams run at once at most. */
    static final int SESSIONS = 1000;

    // fixed
    private final DeviceId id;
    private final ExamRules rules;
    private final Timers timers;
    private final RandomGenerator random;
    private final DeviceTransport transport;
    private final ExamAdmission intake = new ExamAdmission(LOGIN);
    private final RateLimitedWarning badLogins;
    private final RateLimitedWarning tooMany;

    // what runs
    private final Map<String, RunningExam> byUser = new HashMap<>();
    private final Map<String, ExamSession> byUuid = new HashMap<>();

    /** A user's exam, and how often they began one. */
    private record RunningExam(ExamSession session, LoginRateLimit pace) {}

    /**
     * An examiner without exams.
     *
     * @param random chooses UUIDs and commands; asked on the devices' thread only
     */
    public Examiner(DeviceId id, ExamRules rules, Timers timers, RandomGenerator random, DeviceTransport transport) {
        this.id = id;
        this.rules = rules;
        this.timers = timers;
        this.random = random;
        this.transport = transport;
        this.badLogins = new RateLimitedWarning(timers, line -> log.warn("{} ignores a login: {}", id, line));
        this.tooMany = new RateLimitedWarning(timers, line -> log.warn("{} refuses a login: {}", id, line));
    }

    @Override
    public boolean admits(Message message) {
        return intake.admits(message);
    }

    @Override
    public void receive(Message message) {
        intake.taken(message);
        if (message.retained()) {
            log.debug("{} ignores a retained message on {}", id, message.topic());
        } else if (message.topic().equals(LOGIN)) {
            login(ExamLogin.of(message.payload()));
        } else {
            reply(message.topic().value(), message.payload());
        }
    }

    private void reply(String topic, Payload text) {
        int slash = topic.lastIndexOf('/');
        ExamSession session = slash < 0 ? null : byUuid.get(topic.substring(0, slash));
        if (session != null) {
            session.reply(topic.substring(slash + 1), text);
        }
    }

    private void login(ExamLogin login) {
        if (login.fault().isPresent()) {
            badLogins.warn(login.fault().get());
            return;
        }
        RunningExam running = byUser.get(login.user());
        LoginRateLimit pace = running == null ? new LoginRateLimit() : running.pace();
        if (running == null && byUser.size() >= SESSIONS) {
            tooMany.warn(SESSIONS + " exams run already; wait until some have ended");
        } else if (!pace.allows(timers.instant())) {
            tooMany.warn(login.user() + " logs in more than ten times a second; is that a loop?");
        } else {
            if (running != null) {
                running.session().end(End.CANCELLED);
            }
            begin(login.user(), pace);
        }
    }

    private void begin(String user, LoginRateLimit pace) {
        Paper paper = new Paper(user, uuid(), rules.draw(random));
        ExamSession session = new ExamSession(paper, rules, timers, transport::publish, this::ended);
        byUser.put(user, new RunningExam(session, pace));
        byUuid.put(session.uuid(), session);
        intake.open(session.uuid());
        log.info("{}: {} takes exam {}", id, user, session.uuid());
        session.begin();
    }

    private void ended(ExamVerdict verdict) {
        byUser.remove(verdict.user());
        byUuid.remove(verdict.uuid());
        intake.close(verdict.uuid());
        log.info("{}: {}", id, verdict.sentence());
        transport.publish(verdict.message(rules.qos()));
    }

    /** RFC 4122, version 4. */
    private String uuid() {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(high, low).toString();
    }

    @Override
    public DeviceId id() {
        return id;
    }

    @Override
    public TopicName topic() {
        return LOGIN;
    }

    /** {@code login}, and {@code +/<COMMAND>} for each command. */
    @Override
    public List<TopicFilter> filters() {
        return Stream.concat(
                        Stream.of(LOGIN.value()),
                        rules.answers().keySet().stream().map(command -> "+/" + command))
                .map(TopicFilter::of)
                .toList();
    }

    @Override
    public QoS qos() {
        return rules.qos();
    }

    @Override
    public void connected() {
        // It waits for logins.
    }

    @Override
    public void powerOff() {
        new ArrayList<>(byUuid.values()).forEach(ExamSession::stop);
        byUser.clear();
        byUuid.keySet().forEach(intake::close);
        byUuid.clear();
    }
}
