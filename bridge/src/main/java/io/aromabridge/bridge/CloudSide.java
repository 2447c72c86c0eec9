package io.aromabridge.bridge;

import io.aromabridge.bridge.client.netty.NettyConnections;
import io.aromabridge.bridge.link.Link;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.bridge.link.Quarantine;
import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.bridge.queue.Partitions;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.core.message.MessageSink;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Makes the connections to the cloud, each with its partition of what waits. Only the first subscribes. */
final class CloudSide {
    private static final String QUARANTINE = "quarantine.jsonl";

    private final BridgeSettings settings;
    private final Partitions partitions;
    private final InstantSource clock;

    CloudSide(BridgeSettings settings, Partitions partitions, InstantSource clock) {
        this.settings = settings;
        this.partitions = partitions;
        this.clock = clock;
    }

    /** As what a connection is known to the cloud, by its number from 0 on; AWS IoT lets each id in once. */
    static String clientId(BridgeSettings settings, int connection) {
        return settings.sending().connections() == 1
                ? settings.clientId()
                : settings.clientId() + "-" + (connection + 1);
    }

    /** The lanes, not started yet. */
    List<Lane> idle() {
        return lanes(connection -> Optional.empty());
    }

    /**
     * The lanes with links that are to be started.
     *
     * @param handler takes what comes from the cloud
     * @param loops the threads of the links, in turns; empty for one of its own for each
     * @param chance makes a generator for each
     */
    List<Lane> linked(
            MessageSink handler, List<? extends ScheduledExecutorService> loops, Supplier<RandomGenerator> chance) {
        Quarantine quarantine = settings.queue() instanceof Durable durable
                ? new QuarantineFile(durable.folder().resolve(QUARANTINE), clock)
                : (message, reason) -> {};
        return lanes(connection -> Optional.of(new Link(
                link(connection),
                connections(connection, loops),
                partitions.queues().get(connection),
                handler,
                quarantine,
                clock,
                chance.get())));
    }

    private NettyConnections connections(int connection, List<? extends ScheduledExecutorService> loops) {
        return loops.isEmpty()
                ? NettyConnections.alone(link(connection))
                : NettyConnections.on(link(connection), loops.get(connection % loops.size()));
    }

    /** Gives a lane its link. */
    private interface Links {
        Optional<Link> of(int connection);
    }

    private List<Lane> lanes(Links links) {
        List<OutboundQueue> queues = partitions.queues();
        return IntStream.range(0, queues.size())
                .mapToObj(i -> new Lane("cloud", i + 1, settings.cloud().address(), queues.get(i), links.of(i)))
                .toList();
    }

    private LinkSettings link(int connection) {
        String number = connection == 0 ? "" : "-" + (connection + 1);
        return new LinkSettings(
                "cloud" + number,
                settings.name() + "-cloud" + number,
                settings.cloud(),
                clientId(settings, connection),
                true,
                connection == 0 ? settings.routes().subscriptions(Direction.IN) : Map.of(),
                settings.tuning(),
                settings.sending(),
                Optional.empty());
    }
}
