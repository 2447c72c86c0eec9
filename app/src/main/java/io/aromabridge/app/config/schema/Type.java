package io.aromabridge.app.config.schema;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.core.topic.TopicSyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The type and range of a scalar. */
public sealed interface Type {
    /** What YAML must make of a text for this type to take it. */
    enum Form {
        /** {@code abc} or {@code "123"}, but not {@code 123}. */
        TEXT,
        /** {@code 123} or {@code true}, but not {@code "123"}. */
        PLAIN,
        /** Whatever is written. */
        ANY
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if it is none; the message is what was given, the rule, and what to write
     */
    Object parse(String text);

    /** What YAML must make of the text in a file. */
    default Form form() {
        return Form.ANY;
    }

    /** A whole number: {@link Integer}. */
    record Whole(int min, int max) implements Type {
        @Override
        public Object parse(String text) {
            String use = "; use " + min + " to " + max;
            if (!text.matches("-?[0-9]+")) {
                throw new IllegalArgumentException(Given.show(text) + " is not a whole number" + use);
            }
            Optional<Integer> number = inRange(text, min, max);
            return number.orElseThrow(() -> new IllegalArgumentException(Given.show(text) + " is out of range" + use));
        }

        static Optional<Integer> inRange(String digits, int min, int max) {
            // Ten digits are more than an int has, and fit into a long.
            long number = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
            return number < min || number > max ? Optional.empty() : Optional.of((int) number);
        }

        @Override
        public Form form() {
            return Form.PLAIN;
        }
    }

    /**
     * A TCP port: {@link Integer}.
     *
     * @param min 0 where any free port may be asked for, else 1
     */
    record Port(int min) implements Type {
        @Override
        public Object parse(String text) {
            Optional<Integer> port = text.matches("[0-9]+") ? Whole.inRange(text, min, 65_535) : Optional.empty();
            return port.orElseThrow(
                    () -> new IllegalArgumentException(Given.show(text) + " is not a port; use " + min + " to 65535"));
        }

        @Override
        public Form form() {
            return Form.PLAIN;
        }
    }

    /** {@code true} or {@code false}: {@link Boolean}. */
    record Bool() implements Type {
        @Override
        public Object parse(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default ->
                    throw new IllegalArgumentException(Given.show(text) + " is not true or false; use one of them");
            };
        }

        @Override
        public Form form() {
            return Form.PLAIN;
        }
    }

    /** One of two or more words: what stands behind it in the map. */
    record Choice(Map<String, Object> values) implements Type {
        /** Keeps its own copy, in the same order. */
        public Choice {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** The constants of an enum, in lower case, with {@code -} for {@code _}. */
        public static <E extends Enum<E>> Choice of(Class<E> type) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (E constant : type.getEnumConstants()) {
                values.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
            }
            return new Choice(values);
        }

        @Override
        public Object parse(String text) {
            Object value = values.get(text);
            if (value == null) {
                throw new IllegalArgumentException(Given.show(text) + " is not known here; use " + oneOf(values));
            }
            return value;
        }

        /** For a person: {@code a, b or c}. */
        static String oneOf(Map<String, Object> values) {
            List<String> words = List.copyOf(values.keySet());
            int last = words.size() - 1;
            String before = String.join(", ", words.subList(0, last));
            return before + (before.isEmpty() ? "" : " or ") + words.get(last);
        }
    }

    /**
     * So many in a second, {@code 100/s}: {@link Double}; or a word: what stands behind it in the map.
     *
     * @param min smallest, as a person writes it
     * @param max largest
     * @param whole whether there may be no decimals; else up to three
     * @param words at least one
     */
    record Rate(String min, String max, boolean whole, Map<String, Object> words) implements Type {
        static final String WHOLE = "[0-9]{1,6}";
        static final String FRACTION = WHOLE + "(?:\\.[0-9]{1,3})?";

        /** Keeps its own copy, in the same order. */
        public Rate {
            words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        }

        @Override
        public Object parse(String text) {
            Object word = words.get(text);
            if (word != null) {
                return word;
            }
            if (!text.matches((whole ? WHOLE : FRACTION) + "/s")) {
                throw new IllegalArgumentException(Given.show(text) + " is not a rate; use " + Choice.oneOf(words)
                        + ", or a " + (whole ? "whole " : "") + "number and /s, such as 10/s");
            }
            double rate = number(text);
            if (rate < number(min) || rate > number(max)) {
                throw new IllegalArgumentException(text + " is out of range; use " + min + " to " + max);
            }
            return rate;
        }

        private static double number(String text) {
            return Double.parseDouble(text.substring(0, text.indexOf('/')));
        }
    }

    /**
     * Text of a certain form: {@link String}.
     *
     * @param what such as {@code a name}
     * @param pattern a regular expression for the whole of it
     * @param use what it may consist of, after the word "use"
     */
    record Text(String what, String pattern, String use) implements Type {
        @Override
        public Object parse(String text) {
            if (!text.matches(pattern)) {
                throw new IllegalArgumentException(Given.show(text) + " is not " + what + "; use " + use);
            }
            return text;
        }

        @Override
        public Form form() {
            return Form.TEXT;
        }
    }

    /** A host name or an address, without port: {@link String}. */
    record Host() implements Type {
        @Override
        public Object parse(String text) {
            return Hosts.parse(text);
        }
    }

    /** A file or folder: {@link Path}. In a file, relative to that file's folder. */
    record FilePath() implements Type {
        @Override
        public Object parse(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(Given.quote(text) + " is not a path; " + e.getReason(), e);
            }
        }

        @Override
        public Form form() {
            return Form.TEXT;
        }
    }

    /** A topic filter: {@link TopicFilter}. */
    record Filter() implements Type {
        @Override
        public Object parse(String text) {
            try {
                return TopicFilter.of(text);
            } catch (TopicSyntaxException e) {
                throw new IllegalArgumentException(e.getMessage() + "; use a topic filter such as a/+/b or a/#", e);
            }
        }

        @Override
        public Form form() {
            return Form.TEXT;
        }
    }

    /** A topic to publish to: {@link TopicName}. */
    record Topic() implements Type {
        @Override
        public Object parse(String text) {
            try {
                return TopicName.of(text);
            } catch (TopicSyntaxException e) {
                throw new IllegalArgumentException(e.getMessage() + "; use a topic such as a/b", e);
            }
        }

        @Override
        public Form form() {
            return Form.TEXT;
        }
    }

    /**
     * A length of time: {@link Duration}.
     *
     * @param min shortest, as a person writes it
     * @param max longest
     * @param unit what it must be a multiple of
     */
    record Time(String min, String max, String unit) implements Type {
        /** In milliseconds. */
        public Time(String min, String max) {
            this(min, max, "1ms");
        }

        @Override
        public Object parse(String text) {
            Duration time = Durations.parse(text);
            if (time.compareTo(Durations.parse(min)) < 0 || time.compareTo(Durations.parse(max)) > 0) {
                throw new IllegalArgumentException(text + " is out of range; use " + min + " to " + max);
            }
            if (time.toMillis() % Durations.parse(unit).toMillis() != 0) {
                throw new IllegalArgumentException(text + " is too fine; use a multiple of " + unit);
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
            long bytes = Sizes.parse(text);
            if (bytes < Sizes.parse(min) || bytes > Sizes.parse(max)) {
                throw new IllegalArgumentException(text + " is out of range; use " + min + " to " + max);
            }
            return bytes;
        }
    }
}
