package io.aromabridge.bridge;

import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.client.netty.NettyConnectionFactory;
import io.aromabridge.bridge.client.paho.PahoConnectionFactory;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.Link;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.bridge.link.Quarantine;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.MemoryQueue;
import io.aromabridge.bridge.queue.MemoryQueue.Promise;
import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.bridge.queue.Partitions;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.QueueListener;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.queue.QueueSettings.Memory;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Makes what the settings of a bridge ask for: the queues for the cloud, and the links of both sides. */
final class PartitionFactory {
    private static final String QUARANTINE = "quarantine.jsonl";

    private final BridgeSettings settings;
    private final Journal journal;

    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * For one bridge.
     *
     * @param random for the back-off; asked once for each link
     */
    PartitionFactory(BridgeSettings settings, Journal journal, InstantSource clock, RandomGenerator random) {
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
        this.random = random;
    }

    /** Throws {@link IllegalArgumentException} if the settings ask for durable queues. */
    Partitions queuesInMemory() {
        if (settings.queue() instanceof Memory memory) {
            return Partitions.inMemory(memory, settings.sending(), this::listener, clock);
        }
        throw new IllegalArgumentException("a durable queue has to be opened: use Bridge.open");
    }

    Partitions openQueues() throws AromaException {
        if (settings.queue() instanceof Durable durable) {
            int window = settings.tuning().inFlight();
            return Partitions.open(
                    durable, settings.sending(), window, this::listener, clock, settings.name() + "-queue");
        }
        return queuesInMemory();
    }

    private QueueListener listener(int connection) {
        return hops(clientId(connection));
    }

    /** Writes hops under a client identifier of the bridge. */
    HopWriter hops(String clientId) {
        return new HopWriter(journal, clock, clientId);
    }

    /** The client identifier of a connection to the cloud, by its number from 0 on; AWS IoT lets each id in once. */
    private String clientId(int connection) {
        return settings.sending().connections() == 1
                ? settings.clientId()
                : settings.clientId() + "-" + (connection + 1);
    }

    /** The cloud's partitions before the start. */
    List<BridgePartition> idle(Partitions queues) {
        return cloud(queues, connection -> Optional.empty());
    }

    /**
     * The cloud's partitions with links that are to be started. Only the first subscribes.
     *
     * @param handler takes what comes from the cloud
     * @param loops the threads of the links, in turns; empty for one of its own for each
     */
    List<BridgePartition> linked(
            Partitions queues, MessageSink handler, List<? extends ScheduledExecutorService> loops) {
        Quarantine quarantine = settings.queue() instanceof Durable durable
                ? new QuarantineFile(durable.folder().resolve(QUARANTINE), clock)
                : (message, reason) -> {};
        return cloud(queues, connection -> {
            LinkSettings link = link(connection);
            ConnectionFactory connections = settings.client() == ClientLibrary.PAHO || loops.isEmpty()
                    ? alone(settings.client(), link)
                    : NettyConnectionFactory.on(link, loops.get(connection % loops.size()));
            OutboundQueue queue = queues.queues().get(connection);
            return Optional.of(new Link(link, connections, queue, handler, quarantine, clock, chance()));
        });
    }

    /** On a thread of its own. */
    private static ConnectionFactory alone(ClientLibrary client, LinkSettings link) {
        return switch (client) {
            case NETTY -> NettyConnectionFactory.alone(link);
            case PAHO -> new PahoConnectionFactory(link);
        };
    }

    private List<BridgePartition> cloud(Partitions queues, IntFunction<Optional<Link>> links) {
        String address = settings.cloud().address();
        List<OutboundQueue> all = queues.queues();
        return IntStream.range(0, all.size())
                .mapToObj(i -> new BridgePartition("cloud", i + 1, address, all.get(i), links.apply(i)))
                .toList();
    }

    private LinkSettings link(int connection) {
        String number = connection == 0 ? "" : "-" + (connection + 1);
        return new LinkSettings(
                "cloud" + number,
                settings.name() + "-cloud" + number,
                settings.cloud(),
                clientId(connection),
                true,
                connection == 0 ? settings.routes().subscriptions(Direction.IN) : Map.of(),
                settings.tuning(),
                settings.sending(),
                Optional.empty());
    }

    /**
     * The partition of a local broker of another process, with a link that is to be started.
     *
     * @param clientId of the connection there
     * @param will what that broker publishes when the bridge is gone without DISCONNECT
     * @param client the library that connects
     * @param tap takes what comes from there
     */
    BridgePartition local(
            Endpoint broker, String clientId, Optional<Message> will, ClientLibrary client, MessageSink tap) {
        // Bounded by the window of the cloud, which waits for acknowledgements; QoS 0 falls to the limit.
        OutboundQueue inbound = new MemoryQueue(QueueLimit.DEFAULT, Promise.WHEN_FORWARDED, hops(clientId), clock);
        LinkSettings to = new LinkSettings(
                "local",
                settings.name() + "-local",
                broker,
                clientId,
                false,
                settings.routes().subscriptions(Direction.OUT),
                settings.tuning(),
                SendPolicy.IN_ORDER,
                will);
        Link link = new Link(to, alone(client, to), inbound, tap, (message, reason) -> {}, clock, chance());
        return new BridgePartition("local", 1, broker.address(), inbound, Optional.of(link));
    }

    /** Each link has its own: a generator need not be safe for two threads. */
    private RandomGenerator chance() {
        return new SplittableRandom(random.nextLong());
    }
}
