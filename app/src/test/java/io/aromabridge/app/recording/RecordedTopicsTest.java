package io.aromabridge.app.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which topics are recorded. */
class RecordedTopicsTest {
    private static RecordedTopics of(String filters) {
        return RecordedTopics.of(
                Arrays.stream(filters.split(" ", -1)).map(TopicFilter::of).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "#, a/b, true",
        "#, aromabridge/canary/out, false",
        "#, aromabridge/bridge/cloud/state, true",
        "aromabridge/#, aromabridge/canary/back, false",
        "aromabridge/+/out, aromabridge/canary/out, false",
        "aromabridge/canary/#, aromabridge/canary/out, true",
        "# aromabridge/canary/out, aromabridge/canary/out, true",
        "# aromabridge/canary/out, aromabridge/canary/back, false",
        "a/# b/+, b/c, true",
        "a/# b/+, c, false",
        "#, $SYS/broker/uptime, false"
    })
    void canariesOnlyWhenNamed(String filters, String topic, boolean expected) {
        assertEquals(expected, of(filters).contain(TopicName.of(topic)));
    }

    @Test
    void oneFilterIsSubscribedAsItIs() {
        assertEquals(TopicFilter.of("a/+"), of("a/+").subscription());
        assertEquals(TopicFilter.of("#"), of("a/+ b/+").subscription());
        assertEquals(TopicFilter.of("#"), RecordedTopics.of(List.of()).subscription());
    }

    @Test
    void nothingCannotBeRecorded() {
        assertThrows(IllegalArgumentException.class, () -> new RecordedTopics(List.of()));
    }
}
