package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Type;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.broker.options.ListenerTls.Sni;
import io.aromabridge.simulator.device.Side;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;

/**
 * A setting is a component of a section's record with these annotations. The component's name is the key ({@code
 * keepAlive} is {@code keep-alive}), its class the type: {@code boolean}, {@code int}, {@code long} for a size in bytes,
 * Duration, Path, TopicName, TopicFilter, an enum, or a record for a section. {@link As} names any other type. A list or a
 * map holds such values, and a setting without default is Optional.
 */
final class Setting {
    private Setting() {}

    /** The meaning, in one line for a person. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Doc {
        String value();
    }

    /** The default, as it would be written in YAML. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Default {
        String value();
    }

    /** There is no default, and what happens without a value. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Without {
        String value();
    }

    /** There must be a value, such as this one. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Required {
        String value();
    }

    /** Smallest and largest value of a number, a size or a duration, as a person writes them: {@code 1s..10m}. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Range {
        String value();

        /** What a duration must be a multiple of. */
        String step() default "1ms";
    }

    /** The form of a value, or of the values of a list or map, whose class does not tell it. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface As {
        Form value();

        /** The form of the keys of a map. */
        Form keys() default Form.NAME;
    }

    /** The key, where it is not the component's name. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Named {
        String value();
    }

    /** Forms of values that their class alone does not tell, or that several settings have. */
    enum Form {
        HOST(Type.HOST),
        /** To connect to. */
        PORT(Type.port(1)),
        /** To listen at: 0 is any free one. */
        LISTENER(Type.port(0)),
        NAME(Type.text("a name", "[A-Za-z0-9_-]{1,100}", "up to 100 letters, digits, _ and -")),
        CLIENT_ID(Type.text("a client id", "[!-~]{1,128}", "up to 128 ASCII characters without spaces")),
        ALPN(Type.text("an ALPN protocol", "[!-~]{1,255}", "up to 255 ASCII characters without spaces, or none")),
        USER(Type.text("a user name", "[^:\\x00-\\x1f\\x7f]{1,255}", "up to 255 characters without :")),
        URL_PATH(Type.text("a path", "/[!-~]{0,199}", "/ and up to 199 ASCII characters")),
        WAIT(Type.time("1ms", "24h", "1ms")),
        TIMEOUT(Type.time("100ms", "10m", "1ms")),
        TIME_TO_LIVE(Type.time("1ms", "8760h", "1ms")),

        /** AWS IoT Core's SNI: the stand-in has no third answer. */
        SNI(Type.choice(Sni.WARN, Sni.STRICT)),
        PRODUCT(Type.text("a product", "[a-z0-9]{1,40}", "up to 40 of a-z and 0-9")),
        IDENTITY(Type.text(
                "a name", "[A-Za-z0-9_.:-]{1,100}", "up to 100 letters, digits, _ . : and -, in quotes if digits")),

        /** {@link Pace}. */
        PACE(Type.rate(
                "1/s",
                "100000/s",
                Type.inOrder("aws-iot", Pace.AWS_IOT, "none", Pace.NONE),
                rate -> new Pace((int) rate, 0))),
        /** {@link Double}, 0 for none. */
        DRAIN_RATE(Type.rate("0.001/s", "100000/s", Map.of("none", 0.0), rate -> rate)),
        QUEUE_PRESET(Type.choice(Map.of(SettingsTable.SDK, SettingsTable.SDK))),
        /** {@link QosRule}. */
        ROUTE_QOS(
                Type.choice(Type.inOrder("0", QosRule.AT_MOST_ONCE, "1", QosRule.AT_LEAST_ONCE, "keep", QosRule.KEEP))),
        /** A topic for each device. */
        DEVICE_TOPIC(Type.text(
                "a topic with {device}",
                "[^+#{}]*([{]device[}][^+#{}]*)+",
                "a topic with {device} where the serial number stands, and without +, # and other braces")),

        SIDE(Type.choice(Side.CLOUD, Side.LOCAL)),
        SERIAL(Type.text("a serial", "AS\\w{8}", "AS and eight letters or digits")),
        CHANNEL(Type.whole(1, 6)),
        SCENT(Type.text("a name", "[^\\x00-\\x1f\\x7f]{1,100}", "up to 100 characters")),
        DEVICE_QOS(Type.whole(0, 2)),
        EXAM_TIME(Type.time("0s", "10m", "1ms")),
        COMMAND(Type.text(
                "a command",
                "(?!UUID$)[^$+#/\\x00-\\x1f\\x7f][^+#/\\x00-\\x1f\\x7f]{0,99}",
                "up to 100 characters without /, + and #, and not UUID")),
        ANSWER(Type.text("an answer", "[^\\x00-\\x1f\\x7f]{1,200}", "up to 200 characters")),
        /** {@link SimulatorSection.Count}. */
        COUNT(Type.text(
                "a range",
                "[0-9]{1,3}-[0-9]{1,3}",
                "two numbers from 1 to 100, such as 3-7",
                SimulatorSection.Count::of)),
        STUDENT(Type.text("a student's id", "[A-Za-z0-9@._-]{1,100}", "up to 100 letters, digits, @, ., _ and -"));

        @SuppressWarnings("ImmutableEnumChecker") // a type is never changed; nothing marks it so
        private final Type type;

        Form(Type type) {
            this.type = type;
        }

        Type type() {
            return type;
        }
    }
}
