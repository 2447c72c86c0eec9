package io.aromabridge.app.config.schema;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.core.topic.TopicSyntaxException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The type and range of a scalar. */
public sealed interface Type {
    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if it is none; the message is what was given, the rule, and what to write
     */
    Object parse(String text);

    /** Whether YAML must make text of it: {@code abc} or {@code "123"}, but not {@code 123}. */
    default boolean isText() {
        return this instanceof Text;
    }

    /** Whether it must not stand in quotes: {@code 123} or {@code true}. */
    default boolean isPlain() {
        return this instanceof Whole || this instanceof Bool;
    }

    /** For a person: {@code a, b or c}. */
    private static String oneOf(Set<String> words) {
        return String.join(", ", words).replaceFirst(", ([^,]*)$", " or $1");
    }

    private static IllegalArgumentException outOfRange(String text, String min, String max) {
        return new IllegalArgumentException(text + " is out of range; use " + min + " to " + max);
    }

    /**
     * A whole number, or a port: {@link Integer}.
     *
     * @param min of a port 0 where any free one may be asked for, else 1
     */
    record Whole(boolean port, int min, int max) implements Type {
        @Override
        public Object parse(String text) {
            boolean number = text.matches(port ? "[0-9]+" : "-?[0-9]+");
            // Ten digits are more than an int has, and fit into a long.
            long value = number && text.length() <= 18 ? Long.parseLong(text) : Long.MAX_VALUE;
            if (value < min || value > max) {
                String fault = port ? " is not a port" : number ? " is out of range" : " is not a whole number";
                throw new IllegalArgumentException(Problem.show(text) + fault + "; use " + min + " to " + max);
            }
            return (int) value;
        }
    }

    /** {@code true} or {@code false}: {@link Boolean}. */
    record Bool() implements Type {
        @Override
        public Object parse(String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(Problem.show(text) + " is not true or false; use one of them");
            }
            return Boolean.valueOf(text);
        }
    }

    /** One of some words: what stands behind it in the map, which has an order. */
    record Choice(Map<String, Object> values) implements Type {
        /** Constants of an enum: {@code drop-oldest} is {@code DROP_OLDEST}. */
        public static Choice of(Object... constants) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Object constant : constants) {
                values.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
            }
            return new Choice(Collections.unmodifiableMap(values));
        }

        @Override
        public Object parse(String text) {
            Object value = values.get(text);
            if (value == null) {
                throw new IllegalArgumentException(
                        Problem.show(text) + " is not known here; use " + oneOf(values.keySet()));
            }
            return value;
        }
    }

    /**
     * So many in a second, {@code 100/s}, or a word.
     *
     * @param min smallest, as a person writes it
     * @param max largest
     * @param whole whether there may be no decimals; else up to three
     * @param words at least one, with its value; they have an order
     * @param make makes the value of a number
     */
    record Rate(String min, String max, boolean whole, Map<String, Object> words, DoubleFunction<Object> make)
            implements Type {
        @Override
        public Object parse(String text) {
            Object word = words.get(text);
            if (word != null) {
                return word;
            }
            if (!text.matches(numberPattern())) {
                throw new IllegalArgumentException(Problem.show(text) + " is not a rate; use " + oneOf(words.keySet())
                        + ", or a " + (whole ? "whole " : "") + "number and /s, such as 10/s");
            }
            double rate = perSecond(text);
            if (rate < perSecond(min) || rate > perSecond(max)) {
                throw outOfRange(text, min, max);
            }
            return make.apply(rate);
        }

        String numberPattern() {
            return "[0-9]{1,6}" + (whole ? "" : "(?:\\.[0-9]{1,3})?") + "/s";
        }

        private static double perSecond(String text) {
            return Double.parseDouble(text.substring(0, text.indexOf('/')));
        }
    }

    /**
     * Text.
     *
     * @param pattern a regular expression for the whole of it, for editors; empty for any text
     * @param shortest number of characters
     * @param make makes the value of a text, or throws {@link IllegalArgumentException} as {@link Type#parse} does
     */
    record Text(String pattern, int shortest, Function<String, Object> make) implements Type {
        /** A file or folder: {@link Path}. In a file, relative to that file's folder. */
        public static final Text PATH = new Text("", 0, text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(Problem.quote(text) + " is not a path; " + e.getReason(), e);
            }
        });

        /** A topic filter: {@link TopicFilter}. */
        public static final Text FILTER =
                new Text("(?:LEVEL/)*(?:LEVEL|#)".replace("LEVEL", "(?:[^/+#]*|\\+)"), 1, text -> {
                    try {
                        return TopicFilter.of(text);
                    } catch (TopicSyntaxException e) {
                        throw new IllegalArgumentException(
                                e.getMessage() + "; use a topic filter such as a/+/b or a/#", e);
                    }
                });

        /** A topic to publish to: {@link TopicName}. */
        public static final Text TOPIC = new Text("[^+#]+", 0, text -> {
            try {
                return TopicName.of(text);
            } catch (TopicSyntaxException e) {
                throw new IllegalArgumentException(e.getMessage() + "; use a topic such as a/b", e);
            }
        });

        /**
         * What a pattern matches.
         *
         * @param what such as {@code a name}
         * @param use what it may consist of, after the word "use"
         * @param make makes the value of a text that matches
         */
        public static Text matching(String what, String pattern, String use, Function<String, Object> make) {
            return new Text(pattern, 0, text -> {
                if (!text.matches(pattern)) {
                    throw new IllegalArgumentException(Problem.show(text) + " is not " + what + "; use " + use);
                }
                return make.apply(text);
            });
        }

        /** The same as {@link String}. */
        public static Text matching(String what, String pattern, String use) {
            return matching(what, pattern, use, text -> text);
        }

        @Override
        public Object parse(String text) {
            return make.apply(text);
        }
    }

    /** A host name or an address, without port: {@link String}. DNS is not asked. */
    record Host() implements Type {
        static final int LONGEST = 253;

        private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
        private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
        private static final Pattern V4 =
                Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?=.)|$)){4}");
        private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9_.-]+)?");

        /** All that is a host, and a few texts with a colon that are not. */
        static final String PATTERN = "(?![0-9.]+$)" + NAME + "|" + V4 + "|" + V6;

        @Override
        public Object parse(String text) {
            boolean valid = text.matches("[0-9.]+")
                    ? V4.matcher(text).matches()
                    : isV6(text)
                            || (text.length() <= LONGEST && NAME.matcher(text).matches());
            if (!valid) {
                throw new IllegalArgumentException(Problem.show(text)
                        + " is not a host; use a name such as localhost or an address such as 127.0.0.1 or ::1,"
                        + " without port and brackets");
            }
            return text;
        }

        private static boolean isV6(String text) {
            if (!V6.matcher(text).matches()) {
                return false;
            }
            int zone = text.indexOf('%');
            try {
                // A text with a colon is parsed only, never looked up.
                InetAddress.getByName(zone < 0 ? text : text.substring(0, zone));
                return true;
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }

    /**
     * A length of time: {@link Duration}.
     *
     * @param min shortest, as a person writes it
     * @param max longest
     * @param step what it must be a multiple of
     */
    record Time(String min, String max, String step) implements Type {
        @Override
        public Object parse(String text) {
            Duration time = Units.duration(text);
            if (time.compareTo(Units.duration(min)) < 0 || time.compareTo(Units.duration(max)) > 0) {
                throw outOfRange(text, min, max);
            }
            if (time.toMillis() % Units.duration(step).toMillis() != 0) {
                throw new IllegalArgumentException(text + " is too fine; use a multiple of " + step);
            }
            return time;
        }
    }

    /**
     * A size in bytes: {@link Long}.
     *
     * @param min smallest, as a person writes it
     * @param max largest
     */
    record Size(String min, String max) implements Type {
        @Override
        public Object parse(String text) {
            long bytes = Units.bytes(text);
            if (bytes < Units.bytes(min) || bytes > Units.bytes(max)) {
                throw outOfRange(text, min, max);
            }
            return bytes;
        }
    }
}
