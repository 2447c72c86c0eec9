package io.aromabridge.simulator.exam;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.FakeTransport;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.testing.time.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** An examiner whose time stands still until a test moves it, and who draws what the test wants. */
final class ExamRoom {
    final ManualClock timers = new ManualClock();
    final FakeTransport transport = new FakeTransport(timers);
    final Examiner examiner;

    /** By chance, the same each time. */
    ExamRoom() {
        this(rules(3, 7), new SplittableRandom(7));
    }

    ExamRoom(ExamRules rules, RandomGenerator random) {
        examiner = new Examiner(
                new DeviceId("examiner", DeviceKind.EXAMINER, Side.LOCAL), rules, timers, random, transport);
    }

    /** Every exam has these commands, {@code CMD1} to {@code CMD7}. */
    static ExamRoom of(String... commands) {
        return new ExamRoom(rules(commands.length, commands.length), new Chosen(Arrays.asList(commands)));
    }

    /** The standard ones with round times. */
    private static ExamRules rules(int fewest, int most) {
        return new ExamRules(
                ExamRules.standardAnswers(),
                fewest,
                most,
                new ExamRules.Timing(
                        Duration.ofSeconds(3), Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofSeconds(60)),
                QoS.EXACTLY_ONCE);
    }

    /** Chooses commands as it is told; the rest by chance. */
    private static final class Chosen implements RandomGenerator {
        private final RandomGenerator chance = new SplittableRandom(7);
        private final List<String> commands;
        private Iterator<String> next;

        private Chosen(List<String> commands) {
            this.commands = commands;
            this.next = commands.iterator();
        }

        @Override
        public long nextLong() {
            return chance.nextLong();
        }

        @Override
        public int nextInt(int bound) {
            if (!next.hasNext()) {
                next = commands.iterator();
            }
            return next.next().charAt(3) - '1';
        }

        @Override
        public int nextInt(int from, int to) {
            return from;
        }
    }

    /** As a client would see it; whether it was let in. */
    boolean hear(String topic, Payload payload, boolean retained) {
        Message message = new Message(TopicName.of(topic), payload, QoS.AT_MOST_ONCE, retained);
        boolean admitted = examiner.admits(message);
        if (admitted) {
            examiner.receive(message);
        }
        return admitted;
    }

    /** Logs in. */
    void login(String user) {
        hear("login", Payload.of(user), false);
    }

    /** The UUID that a user got last. */
    String uuid(String user) {
        List<String> all = transport.texts(user + "/UUID");
        return all.get(all.size() - 1);
    }

    /** Logs in, and lets all commands come; the UUID. */
    String examine(String user) {
        login(user);
        timers.advanceMillis(3000 + 200 * 100);
        return uuid(user);
    }

    /** Replies to a command. */
    void reply(String uuid, String command, String text) {
        hear(uuid + "/" + command, Payload.of(text), false);
    }

    /** Replies to everything that was said on the UUID, rightly. */
    void replyToAll(String uuid) {
        Map<String, String> answers = new TreeMap<>(ExamRules.standardAnswers());
        for (String command : transport.texts(uuid)) {
            if (answers.containsKey(command)) {
                reply(uuid, command, answers.get(command));
            }
        }
    }
}
