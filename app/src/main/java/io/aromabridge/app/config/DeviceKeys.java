package io.aromabridge.app.config;

import static io.aromabridge.app.config.CommonKeys.NAME;
import static io.aromabridge.app.config.schema.Key.many;
import static io.aromabridge.app.config.schema.Key.optional;
import static io.aromabridge.app.config.schema.Key.required;
import static io.aromabridge.app.config.schema.Key.setting;

import io.aromabridge.app.config.schema.Key;
import io.aromabridge.app.config.schema.Shape.ListOf;
import io.aromabridge.app.config.schema.Shape.MapOf;
import io.aromabridge.app.config.schema.Shape.Section;
import io.aromabridge.app.config.schema.Type;
import io.aromabridge.app.config.schema.Type.Choice;
import io.aromabridge.app.config.schema.Type.Text;
import io.aromabridge.app.config.schema.Type.Time;
import io.aromabridge.app.config.schema.Type.Topic;
import io.aromabridge.app.config.schema.Type.Whole;

/** The settings of examiners, students and thermometers. */
final class DeviceKeys {
    private static final Type SIDE = Choice.of(SimulatorSection.Side.class);
    private static final Type QOS = new Whole(0, 2);
    private static final Type TIME = new Time("0s", "10m");
    private static final Type COMMAND = new Text(
            "a command",
            "(?!UUID$)[^$+#/\\x00-\\x1f\\x7f][^+#/\\x00-\\x1f\\x7f]{0,99}",
            "up to 100 characters without /, + and #, and not UUID");
    private static final Type ANSWER = new Text("an answer", "[^\\x00-\\x1f\\x7f]{1,200}", "up to 200 characters");
    private static final Type COUNT =
            new Text("a range", "[0-9]{1,3}-[0-9]{1,3}", "two numbers from 1 to 100, such as 3-7");
    private static final Type STUDENT =
            new Text("a student's id", "[A-Za-z0-9@._-]{1,100}", "up to 100 letters, digits, @, ., _ and -");

    private DeviceKeys() {}

    static Key examiners() {
        return many(
                "examiners",
                new ListOf(examiner()),
                "- {name: examiner, side: local}\n",
                "examiners of the login/UUID/CMD exam");
    }

    private static Section examiner() {
        return Section.of(
                        required("name", NAME, "examiner", "name of the examiner"),
                        required("side", SIDE, "local", "which broker it connects to"),
                        many(
                                "commands",
                                new MapOf(COMMAND, ANSWER),
                                "{}",
                                "answers by command; none = the seed's seven"),
                        setting("count", COUNT, "3-7", "how many commands an exam has"),
                        setting("delay", TIME, "3050ms", "from the UUID to the first command"),
                        setting("gap", TIME, "200ms", "between two commands"),
                        setting("final-delay", TIME, "100ms", "from the last reply to the final message"),
                        setting("expiry", new Time("1s", "24h"), "60s", "from the UUID to the end of a failed exam"),
                        setting("qos", QOS, "2", "QoS of what it says and listens to"))
                .where(DeviceRules::examiner, DeviceRules::qos);
    }

    static Key students() {
        return many("students", new ListOf(student()), "[]", "students who take the exam");
    }

    private static Section student() {
        return Section.of(
                        required("name", NAME, "student", "name of the student"),
                        required("side", SIDE, "local", "which broker it connects to"),
                        required("user", STUDENT, "\"2547841\"", "the id that it logs in with"),
                        setting("qos", QOS, "1", "QoS of what it says and listens to"),
                        optional("again", new Time("1s", "24h"), "once", "pause before it takes the exam again"))
                .where(DeviceRules::qos);
    }

    static Key thermometers() {
        return many(
                "thermometers",
                new ListOf(thermometer()),
                "- {name: thermometer, role: publisher, side: cloud}\n",
                "thermometers, which publish or subscribe");
    }

    private static Section thermometer() {
        return Section.of(
                        required("name", NAME, "thermometer", "name of the thermometer"),
                        required(
                                "role",
                                Choice.of(SimulatorSection.Thermometer.Kind.class),
                                "publisher",
                                "what it does"),
                        required("side", SIDE, "cloud", "which broker it connects to"),
                        setting("topic", new Topic(), "temperature", "where the temperature is told"),
                        setting(
                                "interval",
                                new Time("10ms", "24h"),
                                "1s",
                                "from one message of a publisher to the next"),
                        setting("qos", QOS, "1", "QoS of the publishes or of the subscription"))
                .where(DeviceRules::qos);
    }
}
