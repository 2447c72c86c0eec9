package io.aromabridge.bridge;

import io.aromabridge.bridge.link.Link;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.queue.QueueCounters;
import io.aromabridge.bridge.state.BridgeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a bridge sends to.
 *
 * @param clouds the connections to the cloud, at least one
 * @param local the local side; only beside a broker of another process
 */
record Lanes(List<Lane> clouds, Optional<Lane> local) {
    Lanes {
        clouds = List.copyOf(clouds);
    }

    List<Lane> all() {
        return Stream.concat(clouds.stream(), local.stream()).toList();
    }

    /** The one that stands for all connections to the cloud: the first that is not online, if there is one. */
    Lane cloud() {
        return clouds.stream()
                .filter(lane -> !(lane.state() instanceof LinkState.Online))
                .findFirst()
                .orElse(clouds.get(0));
    }

    List<Link> links() {
        return all().stream().flatMap(lane -> lane.link().stream()).toList();
    }

    /** How the bridge of this name is, and what its queue holds. */
    BridgeState state(String name, QueueCounters queue, Instant now) {
        LinkStatus worst = cloud().status();
        return new BridgeState(
                name,
                worst.state(),
                worst.since(),
                (int) clouds.stream()
                        .filter(lane -> lane.state() instanceof LinkState.Online)
                        .count(),
                clouds.size(),
                queue.depth(),
                queue.bytes(),
                queue.oldest(now),
                queue.lastAcknowledged(),
                worst.reason());
    }

    /** What went out, of which the queue knows, and came in so far. */
    BridgeCounters counters(QueueCounters queue) {
        return new BridgeCounters(
                queue.queued(),
                queue.sent(),
                queue.acknowledged(),
                queue.dropped().values().stream().mapToLong(Long::longValue).sum(),
                queue.depth(),
                queue.inFlight(),
                clouds.stream()
                        .mapToLong(lane -> lane.linkCounters().received())
                        .sum());
    }
}
