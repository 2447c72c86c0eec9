package io.aromabridge.bridge;

import io.aromabridge.bridge.link.Link;
import io.aromabridge.bridge.link.LinkCounters;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.bridge.queue.QueueCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the bridge sends over one connection: a queue and the link that reads it.
 *
 * @param name {@code cloud} or {@code local}
 * @param connection which of that name, from 1
 * @param address {@code host:port}
 * @param queue what waits for it
 * @param link what connects; empty before the start
 */
record BridgePartition(String name, int connection, String address, OutboundQueue queue, Optional<Link> link) {
    /** The promise of {@code GET /healthz}: 503 if a message has waited longer than this. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    LinkState state() {
        return link.map(Link::state).orElseGet(LinkState.Idle::new);
    }

    LinkStatus status() {
        return LinkStatus.of(state(), address);
    }

    LinkCounters linkCounters() {
        return link.map(Link::counters).orElse(LinkCounters.NONE);
    }

    /** What is wrong: something has waited too long, or the disk does not take what comes. */
    Optional<String> problem(Instant now) {
        QueueCounters counters = queue.counters();
        Duration oldest = counters.oldest(now);
        if (oldest.compareTo(LONGEST_WAIT) <= 0) {
            return queue.problem();
        }
        return Optional.of("a message has waited " + oldest.toSeconds() + " s for the " + name + " side, "
                + counters.depth() + (counters.depth() == 1 ? " waits" : " wait") + " in all (" + title() + ": "
                + status()
                + ")" + queue.problem().map(problem -> "; " + problem).orElse(""));
    }

    /** For a sentence: {@code cloud}, {@code cloud-2}. */
    String title() {
        return connection == 1 ? name : name + "-" + connection;
    }
}
