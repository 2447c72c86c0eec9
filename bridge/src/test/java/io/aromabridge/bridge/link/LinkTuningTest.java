package io.aromabridge.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTuningTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1S, PT1S, 1",
        "PT1.5S, PT1S, PT1S, 1",
        "PT65536S, PT1S, PT1S, 1",
        "PT1S, PT0S, PT1S, 1",
        "PT1S, PT1S, PT-1S, 1",
        "PT1S, PT25H, PT1S, 1",
        "PT1S, PT1S, PT1S, 0",
        "PT1S, PT1S, PT1S, 65536",
    })
    void refusesValuesOutOfRange(Duration keepAlive, Duration connect, Duration operation, int inFlight) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinkTuning(keepAlive, connect, operation, inFlight, Backoff.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT0.001S, PT0.001S, 1", "PT65535S, PT24H, PT24H, 65535"})
    void takesTheEndsOfTheRanges(Duration keepAlive, Duration connect, Duration operation, int inFlight) {
        assertEquals(inFlight, new LinkTuning(keepAlive, connect, operation, inFlight, Backoff.DEFAULT).inFlight());
    }
}
