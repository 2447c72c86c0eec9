package io.aromabridge.broker;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which a broker serves its connections: up to four, by the number of processors. Another part of the
 * process may use them too: what the two hand to each other stays on one thread then, if it can. A connection comes to
 * the thread with the fewest.
 */
public final class EventLoops implements AutoCloseable {
    private static final int MOST = 4;
    private static final int SETTLE_MILLIS = 100;

    private final Workers workers =
            new Workers(Math.min(MOST, Runtime.getRuntime().availableProcessors()));

    /** They start with their first task. */
    public EventLoops() {}

    /** All of them, which are event loops of Netty's for NIO; a first connection comes to the first. */
    public List<ScheduledExecutorService> threads() {
        List<ScheduledExecutorService> all = new ArrayList<>();
        workers.forEach(all::add);
        return all;
    }

    EventLoopGroup workers() {
        return workers;
    }

    /** Returns when what was to be done for connections that are closed is done, or 100 ms are over. */
    void settle() {
        List<Future<?>> rounds = new ArrayList<>();
        for (EventExecutor each : workers) {
            if (!each.isShuttingDown()) {
                rounds.add(each.submit(() -> {}));
            }
        }
        rounds.forEach(round -> round.awaitUninterruptibly(SETTLE_MILLIS));
    }

    /** Ends them, within about 200 ms. To be closed after all that uses them. Idempotent. */
    @Override
    public void close() {
        workers.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly(200);
    }

    /** In turns, as Netty does it, some would get many: connections stay long. */
    private static final class Workers extends NioEventLoopGroup {
        private final Map<EventLoop, AtomicInteger> connections = new LinkedHashMap<>();

        Workers(int threads) {
            super(threads, new DefaultThreadFactory("broker-io", true));
            for (EventExecutor each : this) {
                connections.put((EventLoop) each, new AtomicInteger());
            }
        }

        /** Called by one thread at a time for each listener. */
        @Override
        public ChannelFuture register(Channel channel) {
            Map.Entry<EventLoop, AtomicInteger> least = null;
            for (Map.Entry<EventLoop, AtomicInteger> each : connections.entrySet()) {
                if (least == null || each.getValue().get() < least.getValue().get()) {
                    least = each;
                }
            }
            if (least == null) {
                throw new IllegalStateException("there are no event loops");
            }
            AtomicInteger count = least.getValue();
            count.incrementAndGet();
            var unused = channel.closeFuture().addListener(closed -> count.decrementAndGet());
            return least.getKey().register(channel);
        }
    }
}
