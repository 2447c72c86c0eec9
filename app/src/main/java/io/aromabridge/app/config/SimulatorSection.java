package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
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
        Duration reconnect, Cloud cloud, Local local, List<Shooter> shooters, List<Light> lights) {
    /** Keeps its own copies. */
    public SimulatorSection {
        shooters = List.copyOf(shooters);
        lights = List.copyOf(lights);
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

    static SimulatorSection of(Fields fields) {
        return new SimulatorSection(
                fields.get("reconnect", Duration.class),
                Cloud.of(fields.get("cloud", Fields.class)),
                Local.of(fields.get("local", Fields.class)),
                fields.list("shooters", Fields.class).stream().map(Shooter::of).toList(),
                fields.list("lights", Fields.class).stream().map(Light::of).toList());
    }
}
