package io.aromabridge.core.aws;

import io.aromabridge.core.message.QoS;
import java.time.Duration;

/**
 * Quotas of AWS IoT Core's message broker: for the bridge that keeps to them, the lint that warns and the stand-in that
 * enforces them.
 *
 * <p>Source of {@link #DEFAULT}: AWS General Reference, "AWS IoT Core endpoints and quotas"
 * (https://docs.aws.amazon.com/general/latest/gr/iot-core.html), and for keep alive and QoS the developer guide's page
 * "MQTT" (https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html). "Per connection" counts each direction by
 * itself.
 *
 * @param publishesPerSecond PUBLISH packets per second and connection; further ones are discarded without PUBACK
 * @param bytesPerSecond throughput per connection; the rest is delayed
 * @param payloadBytes largest payload of a PUBLISH; the connection is closed on a larger one
 * @param topicBytes longest topic or topic filter in bytes of UTF-8, as {@link TopicSize} counts; the connection is
 *     closed on a longer one
 * @param topicSlashes most slashes in a topic or topic filter, as {@link TopicSize} counts; likewise
 * @param clientIdBytes longest client id in bytes of UTF-8; the connection is closed on a longer one
 * @param filtersPerSubscribe most topic filters in one SUBSCRIBE or UNSUBSCRIBE; the connection is closed on more
 * @param subscriptionsPerConnection most subscriptions of one connection; further ones are refused in the SUBACK, or the
 *     connection is closed
 * @param inFlight most QoS 1 messages without PUBACK, per connection and direction; further ones wait
 * @param keepAlive bounds of the keep alive in CONNECT
 * @param highestQos highest QoS of publish, subscription and will; a subscription with more is not granted
 * @param policyCharacters longest policy document, white space not counted
 */
public record AwsIotLimits(
        int publishesPerSecond,
        int bytesPerSecond,
        int payloadBytes,
        int topicBytes,
        int topicSlashes,
        int clientIdBytes,
        int filtersPerSubscribe,
        int subscriptionsPerConnection,
        int inFlight,
        KeepAlive keepAlive,
        QoS highestQos,
        int policyCharacters) {
    /** The quotas of a new AWS account. */
    public static final AwsIotLimits DEFAULT = new AwsIotLimits(
            100,
            512 * 1024,
            128 * 1024,
            256,
            7,
            128,
            8,
            50,
            100,
            new KeepAlive(Duration.ofSeconds(30), Duration.ofSeconds(1200)),
            QoS.AT_LEAST_ONCE,
            2048);

    /**
     * Bounds of the keep alive, in whole seconds. A shorter one counts as the shortest; a longer one, and 0 (in MQTT: none),
     * as the longest. The connection is closed after one and a half times the keep alive without a packet.
     */
    public record KeepAlive(Duration shortest, Duration longest) {
        /** Throws {@link IllegalArgumentException} unless both are positive and in order. */
        public KeepAlive {
            if (shortest.isNegative() || shortest.isZero() || shortest.compareTo(longest) > 0) {
                throw new IllegalArgumentException("keep alive " + shortest + " to " + longest);
            }
        }
    }

    /** Throws {@link IllegalArgumentException} for a quota below 1. */
    public AwsIotLimits {
        int[] counts = {
            publishesPerSecond,
            bytesPerSecond,
            payloadBytes,
            topicBytes,
            topicSlashes,
            clientIdBytes,
            filtersPerSubscribe,
            subscriptionsPerConnection,
            inFlight,
            policyCharacters
        };
        for (int count : counts) {
            if (count < 1) {
                throw new IllegalArgumentException("a quota of " + count + "; it must be at least 1");
            }
        }
    }
}
