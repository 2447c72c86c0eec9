package io.aromabridge.app.config;

import io.aromabridge.app.config.SimulatorSection.Count;
import io.aromabridge.app.config.schema.Fields;
import io.aromabridge.app.config.schema.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What must hold between the settings of an examiner, a student or a thermometer. */
final class DeviceRules {
    private static final int MOST_COMMANDS = 100;

    private DeviceRules() {}

    static void qos(Fields fields, String path, Consumer<Problem> problems) {
        boolean cloud = fields.find("side", SimulatorSection.Side.class)
                .filter(side -> side == SimulatorSection.Side.CLOUD)
                .isPresent();
        if (cloud && fields.find("qos", Integer.class).filter(qos -> qos == 2).isPresent()) {
            problems.accept(fields.problem(path, "AWS IoT has no QoS 2; write qos: 1", "qos", "side"));
        }
    }

    static void examiner(Fields fields, String path, Consumer<Problem> problems) {
        Optional<Count> count = fields.find("count", String.class).map(Count::of);
        if (count.isEmpty()) {
            return;
        }
        int most = count.get().most();
        if (count.get().fewest() < 1 || count.get().fewest() > most || most > MOST_COMMANDS) {
            problems.accept(fields.problem(
                    path, "must be two numbers from 1 to " + MOST_COMMANDS + ", the smaller first; use 3-7", "count"));
            return;
        }
        Optional<Duration> delay = fields.find("delay", Duration.class);
        Optional<Duration> gap = fields.find("gap", Duration.class);
        Optional<Duration> expiry = fields.find("expiry", Duration.class);
        if (delay.isPresent() && gap.isPresent() && expiry.isPresent()) {
            Duration last = delay.get().plus(gap.get().multipliedBy(most - 1L));
            if (expiry.get().compareTo(last) <= 0) {
                problems.accept(fields.problem(
                        path,
                        "is over before the last command, which may come after " + last.toMillis()
                                + "ms; use more than that",
                        "expiry",
                        "delay",
                        "gap",
                        "count"));
            }
        }
    }
}
