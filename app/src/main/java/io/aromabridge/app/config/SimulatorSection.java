package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
import io.aromabridge.core.topic.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The simulated devices. No two have the same name; a shooter's name is its serial.
 *
 * @param reconnect wait before a device connects again
 */
public record SimulatorSection(
        Duration reconnect,
        Cloud cloud,
        Local local,
        List<Shooter> shooters,
        List<Light> lights,
        List<Examiner> examiners,
        List<Student> students,
        List<Thermometer> thermometers) {
    /** Keeps its own copies. */
    public SimulatorSection {
        shooters = List.copyOf(shooters);
        lights = List.copyOf(lights);
        examiners = List.copyOf(examiners);
        students = List.copyOf(students);
        thermometers = List.copyOf(thermometers);
    }

    /** Which broker a device connects to. */
    public enum Side {
        /** The stand-in, or AWS. */
        CLOUD,
        /** The local broker. */
        LOCAL
    }

    /**
     * How devices connect to the cloud.
     *
     * @param ca this and the next two: PEM files, empty for those of a thing of the stand-in
     * @param privateKey given if and only if {@code certificate} is
     */
    public record Cloud(
            String host, int port, Optional<Path> ca, Optional<Path> certificate, Optional<Path> privateKey) {
        private static Cloud of(Fields fields) {
            return new Cloud(
                    fields.get("host", String.class),
                    fields.get("port", Integer.class),
                    fields.find("ca", Path.class),
                    fields.find("certificate", Path.class),
                    fields.find("private-key", Path.class));
        }
    }

    /**
     * How devices connect to the local broker.
     *
     * @param passwordFile holds the password alone, on one line; empty: {@code DATA/broker/demo.password}
     */
    public record Local(String host, int port, String userName, Optional<Path> passwordFile) {
        private static Local of(Fields fields) {
            return new Local(
                    fields.get("host", String.class),
                    fields.get("port", Integer.class),
                    fields.get("user-name", String.class),
                    fields.find("password-file", Path.class));
        }
    }

    /**
     * An Aroma Shooter.
     *
     * @param serial {@code AS} and eight letters, digits or {@code _}
     * @param scents names by channel, 1 to 6; may lack some or all
     */
    public record Shooter(String serial, Side side, Map<Integer, String> scents) {
        /** Keeps its own copy. */
        public Shooter {
            scents = Map.copyOf(scents);
        }

        private static Shooter of(Fields fields) {
            Fields names = fields.get("scents", Fields.class);
            Map<Integer, String> scents = new TreeMap<>();
            names.values()
                    .keySet()
                    .forEach(channel -> scents.put(Integer.parseInt(channel), names.get(channel, String.class)));
            return new Shooter(fields.get("serial", String.class), fields.get("side", Side.class), scents);
        }
    }

    /**
     * A light of the Sense HAT's kind.
     *
     * @param name letters, digits, {@code _} and {@code -}
     * @param follows serial of the shooter whose diffusions a lamp shows; given if and only if it is a lamp
     */
    public record Light(String name, Role role, Side side, Optional<String> follows) {
        /** What the light does. */
        public enum Role {
            /** The first of the two that take turns. */
            CLIENT1,
            /** The second of the two that take turns. */
            CLIENT2,
            /** Shows the diffusions of a shooter. */
            LAMP
        }

        private static Light of(Fields fields) {
            return new Light(
                    fields.get("name", String.class),
                    fields.get("role", Role.class),
                    fields.get("side", Side.class),
                    fields.find("follows", String.class));
        }
    }

    /**
     * An examiner.
     *
     * @param commands answers by command; empty for the seed's seven
     * @param count how many commands an exam has
     * @param qos 0, 1 or 2
     */
    public record Examiner(
            String name,
            Side side,
            Map<String, String> commands,
            Count count,
            Duration delay,
            Duration gap,
            Duration finalDelay,
            Duration expiry,
            int qos) {
        /** Keeps its own copy. */
        public Examiner {
            commands = Map.copyOf(commands);
        }

        private static Examiner of(Fields fields) {
            Fields answers = fields.get("commands", Fields.class);
            Map<String, String> commands = new TreeMap<>();
            answers.values().keySet().forEach(command -> commands.put(command, answers.get(command, String.class)));
            return new Examiner(
                    fields.get("name", String.class),
                    fields.get("side", Side.class),
                    commands,
                    Count.of(fields.get("count", String.class)),
                    fields.get("delay", Duration.class),
                    fields.get("gap", Duration.class),
                    fields.get("final-delay", Duration.class),
                    fields.get("expiry", Duration.class),
                    fields.get("qos", Integer.class));
        }
    }

    /** How many: 1 to 100, the fewest first. */
    public record Count(int fewest, int most) {
        /** Of two numbers with a hyphen between them. */
        static Count of(String text) {
            int hyphen = text.indexOf('-');
            return new Count(Integer.parseInt(text.substring(0, hyphen)), Integer.parseInt(text.substring(hyphen + 1)));
        }
    }

    /**
     * A student.
     *
     * @param user the id that it logs in with
     * @param qos 0, 1 or 2
     * @param again the pause before it takes the exam again; empty for once
     */
    public record Student(String name, Side side, String user, int qos, Optional<Duration> again) {
        private static Student of(Fields fields) {
            return new Student(
                    fields.get("name", String.class),
                    fields.get("side", Side.class),
                    fields.get("user", String.class),
                    fields.get("qos", Integer.class),
                    fields.find("again", Duration.class));
        }
    }

    /**
     * A thermometer.
     *
     * @param interval of a publisher
     * @param qos 0, 1 or 2
     */
    public record Thermometer(String name, Kind kind, Side side, TopicName topic, Duration interval, int qos) {
        /** What the thermometer does. */
        public enum Kind {
            /** Tells the temperature. */
            PUBLISHER,
            /** Logs what it hears. */
            SUBSCRIBER
        }

        private static Thermometer of(Fields fields) {
            return new Thermometer(
                    fields.get("name", String.class),
                    fields.get("role", Kind.class),
                    fields.get("side", Side.class),
                    fields.get("topic", TopicName.class),
                    fields.get("interval", Duration.class),
                    fields.get("qos", Integer.class));
        }
    }

    static SimulatorSection of(Fields fields) {
        return new SimulatorSection(
                fields.get("reconnect", Duration.class),
                Cloud.of(fields.get("cloud", Fields.class)),
                Local.of(fields.get("local", Fields.class)),
                fields.list("shooters", Fields.class).stream().map(Shooter::of).toList(),
                fields.list("lights", Fields.class).stream().map(Light::of).toList(),
                fields.list("examiners", Fields.class).stream()
                        .map(Examiner::of)
                        .toList(),
                fields.list("students", Fields.class).stream().map(Student::of).toList(),
                fields.list("thermometers", Fields.class).stream()
                        .map(Thermometer::of)
                        .toList());
    }
}
