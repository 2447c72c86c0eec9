package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.bridge.link.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkStatusTest {
    private static final Instant AT = Instant.EPOCH;

    private static LinkStatus status(
            String state, Optional<Instant> since, Optional<Instant> nextTry, Optional<String> reason) {
        return new LinkStatus(state, "there:8883", since, nextTry, reason);
    }

    private static LinkStatus of(LinkState state) {
        return LinkStatus.of(state, "there:8883");
    }

    @Test
    void saysOfEachStateWhatIsKnown() {
        Optional<Instant> never = Optional.empty();
        Optional<String> nothing = Optional.empty();
        Optional<String> reason = Optional.of("no PUBACK");
        assertEquals(status("idle", never, never, nothing), of(new LinkState.Idle()));
        assertEquals(
                status("connecting", Optional.of(AT), never, nothing),
                of(new LinkState.Connecting(1, AT, Optional.empty())));
        assertEquals(status("connecting", Optional.of(AT), never, reason), of(new LinkState.Connecting(2, AT, reason)));
        assertEquals(status("online", Optional.of(AT), never, nothing), of(new LinkState.Online(AT)));
        assertEquals(
                status("waiting", Optional.of(AT), Optional.of(AT.plusSeconds(8)), reason),
                of(new LinkState.Waiting(AT.plusSeconds(8), Duration.ofSeconds(8), "no PUBACK")));
        assertEquals(status("stopped", never, never, nothing), of(new LinkState.Stopped()));
    }

    @Test
    void fitsIntoASentence() {
        assertEquals("idle", of(new LinkState.Idle()).toString());
        assertEquals("online at there:8883", of(new LinkState.Online(AT)).toString());
        assertEquals(
                "connecting to there:8883",
                of(new LinkState.Connecting(1, AT, Optional.empty())).toString());
        assertEquals(
                "connecting to there:8883 again after: no PUBACK",
                of(new LinkState.Connecting(2, AT, Optional.of("no PUBACK"))).toString());
        assertEquals(
                "waiting for the next try after: no PUBACK",
                of(new LinkState.Waiting(AT, Duration.ofSeconds(8), "no PUBACK"))
                        .toString());
        assertEquals("stopped", of(new LinkState.Stopped()).toString());
    }
}
