package io.aromabridge.bridge;

import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.link.Link;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.queue.Partitions;
import io.aromabridge.bridge.queue.QueueCounters;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.queue.QueuedMessage;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.bridge.state.BridgeState;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.health.HealthCheck;
import io.aromabridge.core.journal.Hop.Step;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.metric.Sample;
import io.aromabridge.core.metric.SampleSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages between a local broker and the cloud. Beside a broker in the same process it is fed by
 * {@link #tap()}; to any other broker it connects as a client. Both ways share routes, queue and link.
 *
 * <pre>
 *   local ──▶ tap ─▶ routes ─▶ queue ─▶ cloud link ──▶ cloud
 *   local ◀── sink, or queue and local link ◀─ routes ◀── cloud
 * </pre>
 */
public final class Bridge implements SampleSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Bridge.class);
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    // fixed
    private final BridgeSettings settings;
    private final Routes routes;
    private final InstantSource clock;
    private final PartitionFactory factory;
    private final Partitions outbound;
    private final CompletableFuture<Void> online = new CompletableFuture<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private volatile BridgePartitions partitions;
    private volatile boolean closed;

    private Bridge(BridgeSettings settings, InstantSource clock, PartitionFactory factory, Partitions outbound) {
        this.settings = settings;
        this.routes = settings.routes();
        this.clock = clock;
        this.factory = factory;
        this.outbound = outbound;
        this.partitions = new BridgePartitions(factory.idle(outbound), Optional.empty());
    }

    private Bridge(BridgeSettings settings, InstantSource clock, PartitionFactory factory) {
        this(settings, clock, factory, factory.queuesInMemory());
    }

    /**
     * A bridge with a queue in memory, as {@link #open} makes one. Throws {@link IllegalArgumentException} if the
     * settings want a durable one.
     */
    public Bridge(BridgeSettings settings, Journal journal, InstantSource clock, RandomGenerator random) {
        this(settings, clock, new PartitionFactory(settings, journal, clock, random));
    }

    /**
     * A bridge that is not started: it takes messages already, and keeps them for the cloud, with those that wait from
     * before in a durable queue.
     *
     * @param random for the back-off; asked once for each link
     * @throws AromaException of kind FAILED if the folder of a durable queue cannot be used, or is in use
     */
    public static Bridge open(BridgeSettings settings, Journal journal, InstantSource clock, RandomGenerator random)
            throws AromaException {
        PartitionFactory factory = new PartitionFactory(settings, journal, clock, random);
        return new Bridge(settings, clock, factory, factory.openQueues());
    }

    /**
     * Takes local messages: what a route wants is queued for the cloud, all else is done with at once. May be used from
     * any thread, also before the start; a bridge that is closed refuses.
     */
    public MessageSink tap() {
        return message -> {
            List<QueuedMessage> results = routes.outbound(message);
            return results.isEmpty() ? DONE : append(outbound::append, results);
        };
    }

    private CompletionStage<Void> append(
            Function<QueuedMessage, CompletionStage<Void>> queue, List<QueuedMessage> results) {
        if (closed) {
            return CompletableFuture.failedStage(new IllegalStateException("the bridge is closed"));
        }
        CompletionStage<Void> all = DONE;
        for (QueuedMessage result : results) {
            CompletionStage<Void> one = queue.apply(result);
            all = all == DONE ? one : all.thenCompose(unused -> one);
        }
        return all;
    }

    /**
     * Starts beside a broker in this process.
     *
     * @param local takes what comes from the cloud; it is acknowledged there when this has taken it
     */
    public void startEmbedded(MessageSink local) {
        startEmbedded(local, List.of());
    }

    /**
     * The same on threads of the broker's: a message that comes in on the thread of its connection to the cloud goes out
     * without waking another.
     *
     * @param loops event loops of Netty's for NIO, which outlive the bridge; its connections to the cloud take them in
     *     turns. Empty for threads of their own
     */
    public void startEmbedded(MessageSink local, List<? extends ScheduledExecutorService> loops) {
        HopWriter hops = factory.hops(settings.clientId());
        MessageSink handler = message -> {
            CompletionStage<Void> all = DONE;
            for (Message result : routes.incoming(message)) {
                CompletionStage<Void> one =
                        local.accept(result).thenRun(() -> hops.hop(Step.FORWARDED, result, "from the cloud"));
                all = all.thenCompose(unused -> one);
            }
            return all;
        };
        start(handler, loops, Optional.empty());
    }

    /**
     * Starts as a client of a broker elsewhere: subscribes there to what goes out, and publishes there what comes in,
     * which is acknowledged to the cloud when that broker has acknowledged it. The broker keeps messages while the
     * bridge is away.
     *
     * @param clientId as what it connects there; no other client may use it
     */
    public void startWithBroker(Endpoint local, String clientId) {
        startWithBroker(local, clientId, Optional.empty(), ClientLibrary.NETTY);
    }

    /**
     * The same with a will at the broker elsewhere.
     *
     * @param will what that broker publishes when the bridge is gone without DISCONNECT; empty for nothing
     * @param client the library that connects there
     */
    public void startWithBroker(Endpoint local, String clientId, Optional<Message> will, ClientLibrary client) {
        BridgePartition partition = factory.local(local, clientId, will, client, tap());
        MessageSink handler = message -> append(
                partition.queue()::append,
                routes.incoming(message).stream()
                        .map(result -> new QueuedMessage(message, result))
                        .toList());
        start(handler, List.of(), Optional.of(partition));
    }

    private synchronized void start(
            MessageSink handler, List<? extends ScheduledExecutorService> loops, Optional<BridgePartition> local) {
        if (closed || !partitions.links().isEmpty()) {
            throw new IllegalStateException("a bridge is started once, and not after it was closed");
        }
        BridgePartitions made = new BridgePartitions(factory.linked(outbound, handler, loops), local);
        partitions = made;
        log.info("bridge: queue {}; {}", settings.queue(), settings.sending());
        CompletionStage<Void> unused = made.links().stream()
                .map(Link::online)
                .reduce(DONE, (all, one) -> all.thenCompose(before -> one))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        online.complete(null);
                    } else {
                        online.completeExceptionally(failure);
                    }
                });
        made.links().forEach(link -> link.onChange(this::linkChanged));
        made.links().forEach(Link::start);
    }

    /** Where the link to the cloud stands; of several the first that is not online, if there is one. */
    public LinkState cloud() {
        return partitions.cloud().state();
    }

    /** Where the link to the local broker stands; empty beside a broker in this process. */
    public Optional<LinkState> local() {
        return partitions.local().map(BridgePartition::state);
    }

    /** Completes when all links are online for the first time; exceptionally if the bridge is closed before. */
    public CompletionStage<Void> online() {
        return online.copy();
    }

    /**
     * Adds a listener to changes of the state of a link; it is called on the link's thread, so it must be quick.
     * Before the start.
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void linkChanged() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                log.error("bridge: a listener to changes of its links failed", e);
            }
        }
    }

    /** How it is now, as {@link io.aromabridge.bridge.state.StatePublisher} publishes it. */
    public BridgeState state() {
        return partitions.state(settings.name(), outbound.counters(), clock.instant());
    }

    /**
     * Publishes at the local broker of another process, while that is connected, and completes when it has the message;
     * else it fails.
     */
    public MessageSink toLocal() {
        return message -> partitions
                .local()
                .filter(partition -> partition.state() instanceof LinkState.Online)
                .map(partition -> partition.queue().append(new QueuedMessage(message, message)))
                .orElseGet(() ->
                        CompletableFuture.failedStage(new IllegalStateException("the local broker is not connected")));
    }

    /** What went out and came in so far. */
    public BridgeCounters counters() {
        return partitions.counters(outbound.counters());
    }

    /** How it is now. */
    public BridgeStatus status() {
        QueueCounters queue = outbound.counters();
        BridgePartitions now = partitions;
        return new BridgeStatus(
                settings.name(),
                now.cloud().status(),
                now.clouds().stream().map(BridgePartition::status).toList(),
                now.local().map(BridgePartition::status),
                now.counters(queue),
                queue.oldest(clock.instant()),
                routes.all().stream().map(Route::toString).toList());
    }

    @Override
    public List<Sample> samples() {
        return BridgeSamples.of(settings.name(), partitions.all(), clock.instant());
    }

    /**
     * What must hold: {@code bridge queue}, that no message has waited longer than 30 s, whatever its link seems to do,
     * and that the disk takes what comes. An idle bridge is healthy, also while the cloud is down.
     */
    public List<HealthCheck> healthChecks() {
        return List.of(new HealthCheck("bridge queue", () -> partitions.problem(clock.instant())));
    }

    /** Stops the links, within about a second, and says how many messages are left, which a queue in memory loses. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // All are stopped before one is waited for.
        List<Link> links = partitions.links();
        links.forEach(link -> {
            CompletionStage<Void> unused = link.stop();
        });
        links.forEach(Link::close);
        online.completeExceptionally(new CancellationException("the bridge was closed"));
        outbound.close();
        logWhatIsLeft(outbound.counters().depth());
    }

    private void logWhatIsLeft(int left) {
        String messages = left == 1 ? "message" : "messages";
        if (left > 0 && settings.queue() instanceof Durable durable) {
            log.info(
                    "bridge: closed with {} {} that the cloud has not acknowledged; they wait in {} for the next start",
                    left,
                    messages,
                    durable.folder());
        } else if (left > 0) {
            log.warn("bridge: closed with {} {} that the cloud has not acknowledged; they are lost", left, messages);
        }
    }
}
