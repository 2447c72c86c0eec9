package io.aromabridge.bridge.client.netty;

import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A link's connections, and its thread: an event loop of Netty's. */
public final class NettyConnectionFactory implements ConnectionFactory {
    private static final int END_LIMIT_SECONDS = 1;

    private final LinkSettings settings;
    private final HostResolver resolver;
    private final EventLoop loop;
    private final Runnable end;

    private NettyConnectionFactory(LinkSettings settings, HostResolver resolver, EventLoop loop, Runnable end) {
        this.settings = settings;
        this.resolver = resolver;
        this.loop = loop;
        this.end = end;
    }

    /** For the link with these settings, on a thread of its own, which starts with the first task. */
    public static NettyConnectionFactory alone(LinkSettings settings) {
        return alone(settings, HostResolver.SYSTEM);
    }

    /** The same with another look-up of names. */
    static NettyConnectionFactory alone(LinkSettings settings, HostResolver resolver) {
        NioEventLoopGroup group = new NioEventLoopGroup(1, task -> {
            Thread made = new FastThreadLocalThread(task, settings.thread());
            made.setDaemon(true);
            return made;
        });
        return new NettyConnectionFactory(settings, resolver, group.next(), () -> {
            var unused = group.shutdownGracefully(0, END_LIMIT_SECONDS, TimeUnit.SECONDS);
        });
    }

    /**
     * For the link with these settings, on a thread that others use too, and that outlives it.
     *
     * @param thread an event loop of Netty's for NIO; throws {@link IllegalArgumentException} if it is none
     */
    public static NettyConnectionFactory on(LinkSettings settings, ScheduledExecutorService thread) {
        if (thread instanceof NioEventLoop loop) {
            return new NettyConnectionFactory(settings, HostResolver.SYSTEM, loop, () -> {});
        }
        throw new IllegalArgumentException("a link needs an event loop of Netty's for NIO, not " + thread);
    }

    @Override
    public ScheduledExecutorService thread() {
        return loop;
    }

    @Override
    public Connection create(Connection.Listener listener) {
        return new NettyConnection(settings, listener, loop, resolver);
    }

    @Override
    public void close() {
        end.run();
    }
}
