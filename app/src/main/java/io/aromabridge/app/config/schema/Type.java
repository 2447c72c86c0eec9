package io.aromabridge.app.config.schema;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.core.topic.TopicSyntaxException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The type and range of a scalar.
 *
 * @param form what YAML must make of a text for this type to take it
 * @param json its keywords of JSON Schema; patterns are of the kind that Java and ECMA-262 understand alike
 * @param range in words, where JSON Schema cannot say it; else empty
 * @param parser makes the value of a text, or throws {@link IllegalArgumentException}; the message is what was given, the
 *     rule, and what to write
 */
public record Type(Form form, Map<String, Object> json, String range, Function<String, Object> parser) {
    /** How a value is written in YAML. */
    public enum Form {
        /** {@code abc} or {@code "123"}, but not {@code 123}. */
        TEXT,
        /** {@code 123} or {@code true}, but not {@code "123"}. */
        PLAIN,
        /** Whatever is written. */
        ANY
    }

    private static final String ENUM = "enum";
    private static final String TYPE = "type";

    /** {@code true} or {@code false}: {@link Boolean}. */
    public static final Type BOOL = new Type(Form.PLAIN, inOrder(TYPE, "boolean"), "", text -> {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(Problem.show(text) + " is not true or false; use one of them");
        }
        return Boolean.valueOf(text);
    });

    /** A file or folder: {@link Path}. In a file, relative to that file's folder. */
    public static final Type PATH = new Type(Form.TEXT, inOrder(TYPE, "string"), "", text -> {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(Problem.quote(text) + " is not a path; " + e.getReason(), e);
        }
    });

    private static final String LEVEL = "(?:[^/+#]*|\\+)";

    /** A topic filter: {@link TopicFilter}. */
    public static final Type FILTER = new Type(
            Form.TEXT,
            pattern("(?:" + LEVEL + "/)*(?:" + LEVEL + "|#)", "minLength", 1),
            "",
            text -> topic(TopicFilter::of, text, "; use a topic filter such as a/+/b or a/#"));

    /** A topic to publish to: {@link TopicName}. */
    public static final Type TOPIC =
            new Type(Form.TEXT, pattern("[^+#]+"), "", text -> topic(TopicName::of, text, "; use a topic such as a/b"));

    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
    private static final Pattern V4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?=.)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9_.-]+)?");
    private static final int LONGEST_NAME = 253;

    /**
     * A host name or an address, without port: {@link String}. DNS is not asked. Editors get a pattern that takes a few
     * texts with a colon too that are none.
     */
    public static final Type HOST = new Type(
            Form.ANY, pattern("(?![0-9.]+$)" + NAME + "|" + V4 + "|" + V6, "maxLength", LONGEST_NAME), "", Type::host);

    /** The value of a text. Throws {@link IllegalArgumentException} if it is none. */
    public Object parse(String text) {
        return parser.apply(text);
    }

    /** A whole number: {@link Integer}. */
    public static Type whole(int min, int max) {
        return new Type(Form.PLAIN, integer(min, max), "", text -> {
            String use = "; use " + min + " to " + max;
            if (!text.matches("-?[0-9]+")) {
                throw new IllegalArgumentException(Problem.show(text) + " is not a whole number" + use);
            }
            if (!isWithin(text, min, max)) {
                throw new IllegalArgumentException(Problem.show(text) + " is out of range" + use);
            }
            return Integer.valueOf(text);
        });
    }

    /** A TCP port, from 0 where any free one may be asked for, else from 1: {@link Integer}. */
    public static Type port(int min) {
        int max = 65_535;
        return new Type(Form.PLAIN, integer(min, max), "", text -> {
            if (!text.matches("[0-9]+") || !isWithin(text, min, max)) {
                throw new IllegalArgumentException(Problem.show(text) + " is not a port; use " + min + " to " + max);
            }
            return Integer.valueOf(text);
        });
    }

    /** One of some words: what stands behind it in the map, which has an order. */
    public static Type choice(Map<String, Object> values) {
        List<Object> words = new ArrayList<>();
        for (String word : values.keySet()) {
            if (word.matches("[0-9]+")) {
                words.add(Integer.valueOf(word));
            }
            words.add(word);
        }
        return new Type(Form.ANY, inOrder(ENUM, words), "", text -> {
            Object value = values.get(text);
            if (value == null) {
                throw new IllegalArgumentException(
                        Problem.show(text) + " is not known here; use " + oneOf(values.keySet()));
            }
            return value;
        });
    }

    /** One of some constants of an enum: {@code drop-oldest} is {@code DROP_OLDEST}. */
    public static Type choice(Object... constants) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Object constant : constants) {
            values.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return choice(values);
    }

    /**
     * So many in a second, {@code 100/s}, or a word.
     *
     * @param min smallest, as a person writes it; without decimals there may be none in between
     * @param max largest
     * @param words at least one, with its value; they have an order
     * @param make makes the value of a number
     */
    public static Type rate(String min, String max, Map<String, Object> words, DoubleFunction<Object> make) {
        boolean whole = !min.contains(".");
        String number = "[0-9]{1,6}" + (whole ? "" : "(?:\\.[0-9]{1,3})?") + "/s";
        return new Type(Form.ANY, pattern(String.join("|", words.keySet()) + "|" + number), range(min, max), text -> {
            Object word = words.get(text);
            if (word != null) {
                return word;
            }
            if (!text.matches(number)) {
                throw new IllegalArgumentException(Problem.show(text) + " is not a rate; use " + oneOf(words.keySet())
                        + ", or a " + (whole ? "whole " : "") + "number and /s, such as 10/s");
            }
            double rate = perSecond(text);
            if (rate < perSecond(min) || rate > perSecond(max)) {
                throw outOfRange(text, min, max);
            }
            return make.apply(rate);
        });
    }

    /**
     * Text of a certain form.
     *
     * @param what such as {@code a name}
     * @param pattern a regular expression for the whole of it
     * @param use what it may consist of, after the word "use"
     * @param make makes the value
     */
    public static Type text(String what, String pattern, String use, Function<String, Object> make) {
        return new Type(Form.TEXT, pattern(pattern), "", text -> {
            if (!text.matches(pattern)) {
                throw new IllegalArgumentException(Problem.show(text) + " is not " + what + "; use " + use);
            }
            return make.apply(text);
        });
    }

    /** The same as {@link String}. */
    public static Type text(String what, String pattern, String use) {
        return text(what, pattern, use, text -> text);
    }

    /**
     * A length of time: {@link Duration}.
     *
     * @param min shortest, as a person writes it
     * @param max longest
     * @param step what it must be a multiple of
     */
    public static Type time(String min, String max, String step) {
        return new Type(Form.ANY, pattern(Units.DURATION), range(min, max), text -> {
            Duration time = Units.duration(text);
            if (time.compareTo(Units.duration(min)) < 0 || time.compareTo(Units.duration(max)) > 0) {
                throw outOfRange(text, min, max);
            }
            if (time.toMillis() % Units.duration(step).toMillis() != 0) {
                throw new IllegalArgumentException(text + " is too fine; use a multiple of " + step);
            }
            return time;
        });
    }

    /** A size in bytes, {@link Long}, from the smallest to the largest, as a person writes them. */
    public static Type size(String min, String max) {
        long least = Units.bytes(min);
        long most = Units.bytes(max);
        Map<String, Object> json = pattern(Units.SIZE, "minimum", least, "maximum", most);
        json.put(TYPE, List.of("string", "integer"));
        return new Type(Form.ANY, json, range(min, max), text -> {
            long bytes = Units.bytes(text);
            if (bytes < least || bytes > most) {
                throw outOfRange(text, min, max);
            }
            return bytes;
        });
    }

    /** A map of names with values, in this order. */
    public static Map<String, Object> inOrder(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> integer(int min, int max) {
        return inOrder(TYPE, "integer", "minimum", min, "maximum", max);
    }

    private static Map<String, Object> pattern(String pattern, Object... more) {
        Map<String, Object> json = inOrder(TYPE, "string", "pattern", "^(?:" + pattern + ")$");
        json.putAll(inOrder(more));
        return json;
    }

    private static String range(String min, String max) {
        return ", " + min + " to " + max;
    }

    private static IllegalArgumentException outOfRange(String text, String min, String max) {
        return new IllegalArgumentException(text + " is out of range; use " + min + " to " + max);
    }

    private static boolean isWithin(String digits, int min, int max) {
        // Ten digits are more than an int has, and fit into a long.
        long number = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
        return number >= min && number <= max;
    }

    /** For a person: {@code a, b or c}. */
    private static String oneOf(Set<String> words) {
        return String.join(", ", words).replaceFirst(", ([^,]*)$", " or $1");
    }

    private static double perSecond(String text) {
        return Double.parseDouble(text.substring(0, text.indexOf('/')));
    }

    private static Object topic(Function<String, Object> make, String text, String use) {
        try {
            return make.apply(text);
        } catch (TopicSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage() + use, e);
        }
    }

    private static String host(String text) {
        boolean valid = text.matches("[0-9.]+")
                ? V4.matcher(text).matches()
                : isV6(text)
                        || (text.length() <= LONGEST_NAME && NAME.matcher(text).matches());
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
