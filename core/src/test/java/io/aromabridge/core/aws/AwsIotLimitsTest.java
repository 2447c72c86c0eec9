package io.aromabridge.core.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.aws.AwsIotLimits.KeepAlive;
import io.aromabridge.core.message.QoS;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS's quotas, and how it counts topics against them. */
class AwsIotLimitsTest {
    private static final AwsIotLimits LIMITS = AwsIotLimits.DEFAULT;

    @ParameterizedTest
    @CsvSource({
        "a, 0, 1",
        "a/b/c, 2, 5",
        "/, 1, 1",
        "Düfte/火, 1, 10",
        "$aws/rules/rule/a/b, 1, 3",
        "$aws/rules/rule/, 3, 16",
        "$aws/rules//a, 3, 13",
        "$aws/things/t/shadow/update, 4, 27",
        "$share/group/a/+/#, 2, 5",
        "a/$share/g/b, 3, 12"
    })
    void countsWithoutThePrefixesOfBasicIngestAndSharedSubscriptions(String topic, int slashes, int bytes) {
        assertEquals(new TopicSize(slashes, bytes), TopicSize.of(topic));
    }

    @Test
    void sevenSlashesAnd256BytesFit() {
        assertTrue(TopicSize.of("1/2/3/4/5/6/7/8").slashesFit(LIMITS));
        assertFalse(TopicSize.of("1/2/3/4/5/6/7/8/9").slashesFit(LIMITS));
        assertTrue(TopicSize.of("ü".repeat(128)).bytesFit(LIMITS));
        assertFalse(TopicSize.of("ü".repeat(128) + "a").bytesFit(LIMITS));
    }

    @Test
    void refusesAQuotaThatLetsNothingThrough() {
        KeepAlive keepAlive = LIMITS.keepAlive();
        assertThrows(
                IllegalArgumentException.class,
                () -> new AwsIotLimits(100, 1, 1, 1, 1, 1, 1, 1, 0, keepAlive, QoS.AT_LEAST_ONCE, 1));
    }

    @Test
    void refusesAKeepAliveOutOfOrder() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> new KeepAlive(second.plus(second), second));
        assertThrows(IllegalArgumentException.class, () -> new KeepAlive(Duration.ZERO, second));
        assertEquals(second, new KeepAlive(second, second).longest());
    }
}
