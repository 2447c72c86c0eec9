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
 * The partitions of a bridge: a queue and its link for each connection.
 *
 * @param clouds the connections to the cloud, at least one
 * @param local the local side; only beside a broker of another process
 */
record BridgePartitions(List<BridgePartition> clouds, Optional<BridgePartition> local) {
    BridgePartitions {
        clouds = List.copyOf(clouds);
    }

    List<BridgePartition> all() {
        return Stream.concat(clouds.stream(), local.stream()).toList();
    }

    /** The one that stands for all connections to the cloud: the first that is not online, if there is one. */
    BridgePartition cloud() {
        return clouds.stream()
                .filter(partition -> !(partition.state() instanceof LinkState.Online))
                .findFirst()
                .orElse(clouds.get(0));
    }

    List<Link> links() {
        return all().stream().flatMap(partition -> partition.link().stream()).toList();
    }

    /**
     * Why messages do not move, the cloud's side first. A link that is down is no trouble while nothing waits for it, and one
     * that is up is no comfort while nothing is acknowledged.
     */
    Optional<String> problem(Instant now) {
        return all().stream()
                .flatMap(partition -> partition.problem(now).stream())
                .reduce((a, b) -> a + "; " + b);
    }

    /** How the bridge of this name is, and what its queue holds. */
    BridgeState state(String name, QueueCounters queue, Instant now) {
        LinkStatus worst = cloud().status();
        return new BridgeState(
                name,
                worst.state(),
                worst.since(),
                (int) clouds.stream()
                        .filter(partition -> partition.state() instanceof LinkState.Online)
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
                        .mapToLong(partition -> partition.linkCounters().received())
                        .sum());
    }
}
