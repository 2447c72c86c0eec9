package io.aromabridge.bridge.netty;

import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.Connections;
import io.aromabridge.bridge.link.LinkSettings;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A link's connections, and its thread: an event loop of Netty's. */
public final class NettyConnections implements Connections {
    private static final int END_LIMIT_SECONDS = 1;

    private final LinkSettings settings;
    private final NioEventLoopGroup group;
    private final EventLoop loop;

    /** For the link with these settings; its thread starts with the first task. */
    public NettyConnections(LinkSettings settings) {
        this.settings = settings;
        this.group = new NioEventLoopGroup(1, task -> {
            Thread made = new FastThreadLocalThread(task, settings.thread());
            made.setDaemon(true);
            return made;
        });
        this.loop = group.next();
    }

    @Override
    public ScheduledExecutorService thread() {
        return loop;
    }

    @Override
    public Connection create(Connection.Listener listener) {
        return new NettyConnection(settings, listener, loop);
    }

    @Override
    public void close() {
        var unused = group.shutdownGracefully(0, END_LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
