package io.aromabridge.app.explain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of AWS IoT Core's resources in one region of one account (developer guide, "Action resources").
 *
 * @param region such as {@code us-west-2}, or a placeholder
 * @param account twelve digits, or a placeholder
 */
public record Arns(String region, String account) {
    /** Stands for the region where it is not known. */
    public static final String REGION = "REGION";

    /** Stands for the account where it is not known. */
    public static final String ACCOUNT = "ACCOUNT";

    private static final Pattern ENDPOINT = Pattern.compile("[a-z0-9]+-ats\\.iot\\.([a-z0-9-]+)\\.amazonaws\\.com");

    /** The region in the host name of an endpoint, {@code PREFIX-ats.iot.REGION.amazonaws.com}. */
    public static Optional<String> regionOf(String host) {
        Matcher endpoint = ENDPOINT.matcher(host);
        return endpoint.matches() ? Optional.of(endpoint.group(1)) : Optional.empty();
    }

    /** The name of a resource, such as {@code topic} and {@code a/b}. */
    String of(String type, String name) {
        return "arn:" + partition() + ":iot:" + region + ":" + account + ":" + type + "/" + name;
    }

    /** Regions of China and of the US government are worlds of their own. */
    private String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
