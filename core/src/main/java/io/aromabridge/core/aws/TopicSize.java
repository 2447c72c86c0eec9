package io.aromabridge.core.aws;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Size of a topic or topic filter as AWS IoT Core counts it. The prefixes of basic ingest ({@code $aws/rules/RULE/}) and of a
 * shared subscription ({@code $share/GROUP/}) do not count.
 *
 * @param slashes one fewer than the levels
 * @param bytes of UTF-8
 */
public record TopicSize(int slashes, int bytes) {
    private static final Pattern PREFIX = Pattern.compile("^\\$(?:aws/rules|share)/[^/]+/(?=.)", Pattern.DOTALL);

    /** The size of a topic or topic filter. */
    public static TopicSize of(String topicOrFilter) {
        String counted = PREFIX.matcher(topicOrFilter).replaceFirst("");
        return new TopicSize(
                (int) counted.chars().filter(c -> c == '/').count(), counted.getBytes(StandardCharsets.UTF_8).length);
    }

    /** Whether the number of slashes is allowed. */
    public boolean slashesFit(AwsIotLimits limits) {
        return slashes <= limits.topicSlashes();
    }

    /** Whether the length is allowed. */
    public boolean bytesFit(AwsIotLimits limits) {
        return bytes <= limits.topicBytes();
    }
}
