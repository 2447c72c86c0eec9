package io.aromabridge.bridge;

import io.aromabridge.bridge.link.Link;
import io.aromabridge.bridge.link.LinkCounters;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.queue.OutboundQueue;
import java.util.Optional;

/**
 * One connection that the bridge sends over.
 *
 * @param name {@code cloud} or {@code local}
 * @param connection which of that name, from 1
 * @param address {@code host:port}
 * @param queue what waits for it
 * @param link what connects; empty before the start
 */
record Lane(String name, int connection, String address, OutboundQueue queue, Optional<Link> link) {
    LinkState state() {
        return link.map(Link::state).orElseGet(LinkState.Idle::new);
    }

    LinkStatus status() {
        return LinkStatus.of(state(), address);
    }

    LinkCounters linkCounters() {
        return link.map(Link::counters).orElse(LinkCounters.NONE);
    }

    /** For a sentence: {@code cloud}, {@code cloud-2}. */
    String title() {
        return connection == 1 ? name : name + "-" + connection;
    }
}
