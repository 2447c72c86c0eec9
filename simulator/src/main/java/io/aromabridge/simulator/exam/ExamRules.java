package io.aromabridge.simulator.exam;

import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What an exam is made of. {@link #standard} is the one of seed 003.
 *
 * @param answers the expected reply to each command, exactly; at least one. A command is a level of a topic
 * @param fewest how many commands there are at least, 1 or more
 * @param most how many at most, up to 100; the number is chosen at random
 * @param timing when things happen
 * @param qos QoS of the examiner's messages and subscriptions
 */
public record ExamRules(SortedMap<String, String> answers, int fewest, int most, Timing timing, QoS qos) {
    /** The text of the last message of a passed exam. */
    public static final String WELL_DONE = "Well done my IoT!";

    /** The level under which a student hears of the exam's identifier: {@code <USER>/UUID}. */
    static final String UUID = "UUID";

    private static final int MOST = 100;
    private static final int LONGEST = 200;

    /**
     * When things happen; none is negative.
     *
     * @param delay from the UUID to the first command
     * @param gap between two commands
     * @param finalDelay from the last expected reply to the final message
     * @param expiry from the UUID to the end of an exam that was not passed; after the last command
     */
    public record Timing(Duration delay, Duration gap, Duration finalDelay, Duration expiry) {
        /** Throws {@link IllegalArgumentException} for a negative one. */
        public Timing {
            for (Duration time : List.of(delay, gap, finalDelay, expiry)) {
                if (time.isNegative()) {
                    throw new IllegalArgumentException("a time of " + time + " in an exam: it must not be negative");
                }
            }
        }

        /**
         * 3.05 s, 0.2 s, 0.1 s and 60 s. The seed says 3 s: no student must measure less, even one who gets the UUID late and the
         * command early.
         */
        public static Timing standard() {
            return new Timing(
                    Duration.ofMillis(3050), Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofSeconds(60));
        }
    }

    /** Copies the map. Throws {@link IllegalArgumentException}, with the rule, for what makes no exam. */
    public ExamRules {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("an exam needs a command");
        }
        answers.forEach(ExamRules::check);
        if (fewest < 1 || fewest > most || most > MOST) {
            throw new IllegalArgumentException(
                    fewest + " to " + most + " commands: there must be 1 to " + MOST + ", the fewest first");
        }
        Duration last = timing.delay().plus(timing.gap().multipliedBy(most - 1L));
        if (timing.expiry().compareTo(last) <= 0) {
            throw new IllegalArgumentException("an exam expires after " + timing.expiry()
                    + ": its last command may come only after " + last + "; let it expire later");
        }
    }

    private static void check(String command, String answer) {
        TopicName unused = TopicName.of(command);
        if (command.indexOf('/') >= 0 || command.equals(UUID) || command.length() > LONGEST) {
            throw new IllegalArgumentException("command " + command
                    + ": it must be one level of a topic, not UUID, of up to " + LONGEST + " characters");
        }
        if (answer.isEmpty() || answer.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "the answer to " + command + " must have 1 to " + LONGEST + " characters");
        }
    }

    /** Seven commands, of which 3 to 7 come, at the standard times, with QoS 2. */
    public static ExamRules standard() {
        return new ExamRules(standardAnswers(), 3, 7, Timing.standard(), QoS.EXACTLY_ONCE);
    }

    /** The commands {@code CMD1} to {@code CMD7} and their replies. */
    public static SortedMap<String, String> standardAnswers() {
        return new TreeMap<>(Map.of(
                "CMD1", "Apple", "CMD2", "Cat", "CMD3", "Dog", "CMD4", "Rat", "CMD5", "Boy", "CMD6", "Girl", "CMD7",
                "Toy"));
    }

    /** The commands of one exam, in their order; a command may come more than once. */
    List<String> draw(RandomGenerator random) {
        List<String> commands = List.copyOf(answers.keySet());
        return IntStream.range(0, random.nextInt(fewest, most + 1))
                .mapToObj(unused -> commands.get(random.nextInt(commands.size())))
                .toList();
    }
}
