package io.aromabridge.broker;

import io.aromabridge.broker.connection.ConnectedClients;
import io.aromabridge.broker.connection.ListenerCounters;
import io.aromabridge.broker.listener.Listener;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.broker.session.Router;
import io.aromabridge.broker.sys.BrokerCounts;
import io.aromabridge.broker.sys.LoopWatch;
import io.aromabridge.broker.sys.SysTopics;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a broker does on its own, on one thread: it watches its event loops, and publishes what it counts. */
final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Router router;
    private final ConnectedClients clients;
    private final List<Listener> listeners;
    private final LoopWatch watch;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("broker-housekeeping", true));

    Housekeeping(Router router, ConnectedClients clients, List<Listener> listeners, EventLoopGroup workers) {
        this.router = router;
        this.clients = clients;
        this.listeners = listeners;
        List<Loop> loops = new ArrayList<>();
        for (EventExecutor each : workers) {
            loops.add(new Loop("the broker's event loop " + (loops.size() + 1), each, router));
        }
        this.watch = new LoopWatch(loops, PATIENCE, System::nanoTime);
    }

    void watchLoops() {
        repeat(watch::check, CHECK_EVERY);
    }

    Optional<String> problem() {
        return watch.problem();
    }

    void publishSys(String version, Duration interval, InstantSource clock) {
        SysTopics topics = new SysTopics(
                version,
                this::counts,
                message -> {
                    var unused = router.publish(Publication.of(message), Optional.empty());
                },
                clock);
        repeat(topics::update, interval);
    }

    private void repeat(Runnable task, Duration every) {
        Runnable lasting = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("housekeeping failed, and will be tried again", e);
            }
        };
        var unused = thread.scheduleWithFixedDelay(lasting, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private BrokerCounts counts() {
        Router.Holdings held = router.holdings();
        int connected = clients.count();
        return new BrokerCounts(
                sum(c -> c.accepted.sum()),
                sum(c -> c.opened.sum()),
                traffic(c -> new BrokerCounts.Traffic(c.packetsReceived.sum(), c.packetsSent.sum())),
                traffic(c -> new BrokerCounts.Traffic(c.wireBytesReceived.sum(), c.wireBytesSent.sum())),
                traffic(c -> new BrokerCounts.Traffic(c.received.sum(), c.sent.sum())),
                traffic(c -> new BrokerCounts.Traffic(c.receivedBytes.sum(), c.sentBytes.sum())),
                sum(c -> c.delivery.dropped()),
                connected,
                Math.max(0, held.sessions() - connected),
                held.subscriptions(),
                held.retained(),
                held.stored() + held.retained());
    }

    private long sum(ToLongFunction<ListenerCounters> count) {
        return listeners.stream().map(Listener::counters).mapToLong(count).sum();
    }

    private BrokerCounts.Traffic traffic(Function<ListenerCounters, BrokerCounts.Traffic> count) {
        return listeners.stream()
                .map(Listener::counters)
                .map(count)
                .reduce(new BrokerCounts.Traffic(0, 0), BrokerCounts.Traffic::plus);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** One of Netty's loops, on which clients are served and their messages routed. */
    private record Loop(String name, EventExecutor executor, Router router) implements LoopWatch.Loop {
        @Override
        public void roundTrip(Runnable arrived) {
            executor.execute(() -> {
                router.probe();
                arrived.run();
            });
        }

        @Override
        public List<StackTraceElement> stack() {
            return executor instanceof SingleThreadEventExecutor loop
                    ? List.of(loop.threadProperties().stackTrace())
                    : List.of();
        }
    }
}
