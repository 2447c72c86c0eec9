package io.aromabridge.testkit;

import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.testkit.journal.BedJournal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes into the journal when the bridge's link to the cloud goes online and offline. The bridge has no event for it, so this
 * one looks, every few milliseconds, and everybody else waits for the journal.
 */
final class LinkWatch {
    static final String PLACE = "bridge";
    static final String ONLINE = "online";
    static final String OFFLINE = "offline";

    /** A link that breaks is offline for at least the back-off's base, which is longer in every sensible bed. */
    private static final long PERIOD_MILLIS = 4;

    private final Bridge bridge;
    private final BedJournal journal;

    /** Since when it was online when it was looked at last; empty if it was not. */
    private Optional<Instant> since = Optional.empty();

    private LinkWatch(Bridge bridge, BedJournal journal) {
        this.bridge = bridge;
        this.journal = journal;
    }

    /** Looks until the executor is shut down. */
    static void start(Bridge bridge, BedJournal journal, ScheduledExecutorService executor) {
        LinkWatch watch = new LinkWatch(bridge, journal);
        var unused = executor.scheduleWithFixedDelay(watch::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        LinkState state = bridge.cloud();
        Optional<Instant> now =
                state instanceof LinkState.Online online ? Optional.of(online.since()) : Optional.empty();
        if (now.equals(since)) {
            return;
        }
        if (since.isPresent()) {
            journal.event(PLACE, OFFLINE, state instanceof LinkState.Waiting waiting ? waiting.reason() : "");
        }
        if (now.isPresent()) {
            journal.event(PLACE, ONLINE, "at the cloud");
        }
        since = now;
    }
}
