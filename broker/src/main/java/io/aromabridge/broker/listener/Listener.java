package io.aromabridge.broker.listener;

import io.aromabridge.broker.connection.ConnectHandler;
import io.aromabridge.broker.connection.ListenerContext;
import io.aromabridge.broker.connection.ListenerCounters;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.metric.Sample;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One bound port, or one whose connections come through a {@link SharedPort}. Its pipeline, from the wire inwards: TLS ·
 * what TLS showed · WebSocket · flush consolidation · count of bytes · mosquitto's bridge bit · MQTT decoder and encoder ·
 * count of packets · the listener's own handlers · {@link ConnectHandler}.
 */
public final class Listener {
    /** Above the high mark deliveries stay in their queue. */
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(64 << 10, 256 << 10);

    private final ListenerContext context;
    private final PipelineInitializer pipelineInitializer;
    private final Optional<TlsContexts> tls;
    private final Optional<Channel> bound;

    private Listener(ListenerContext context, ChannelGroup channels, EventLoopGroup acceptor, EventLoopGroup workers)
            throws AromaException {
        this.context = context;
        this.pipelineInitializer = new PipelineInitializer(context, channels);
        ListenerOptions options = context.options();
        this.tls = options.tls().isPresent()
                ? Optional.of(TlsContexts.of(options, options.tls().get()))
                : Optional.empty();
        this.bound = options.port() == ListenerOptions.NO_PORT
                ? Optional.empty()
                : Optional.of(bind(
                        bootstrap(acceptor, workers, new ConnectionInitializer()),
                        options.name(),
                        options.host(),
                        options.port()));
    }

    public static Listener bind(
            ListenerContext context, ChannelGroup channels, EventLoopGroup acceptor, EventLoopGroup workers)
            throws AromaException {
        return new Listener(context, channels, acceptor, workers);
    }

    /** A server whose connections this fills. */
    static ServerBootstrap bootstrap(
            EventLoopGroup acceptor, EventLoopGroup workers, ChannelInitializer<SocketChannel> initializer) {
        return new ServerBootstrap()
                .group(acceptor, workers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
                .childHandler(initializer);
    }

    /** Binds it, or says in words that help why that does not work. */
    static Channel bind(ServerBootstrap server, String name, String host, int port) throws AromaException {
        ChannelFuture future = server.bind(host, port).awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    name + ": cannot listen on " + host + ":" + port + ": " + reason(future.cause(), port),
                    future.cause());
        }
        return future.channel();
    }

    private static String reason(Throwable cause, int port) {
        String text = String.valueOf(cause.getMessage());
        if (text.contains("already in use")) {
            return "the port is taken; stop what uses it, or choose others with --port-base N or --ports auto";
        }
        if (text.contains("Permission denied")) {
            return "ports below 1024 need more rights than this process has (" + port + ")";
        }
        return text;
    }

    public String name() {
        return context.options().name();
    }

    /** Throws {@link NoSuchElementException} if it has none of its own. */
    public int port() {
        return port(bound.orElseThrow(() -> new NoSuchElementException("listener '" + name() + "' has no port")));
    }

    static int port(Channel bound) {
        return ((InetSocketAddress) bound.localAddress()).getPort();
    }

    /** The way in for connections that a shared port has accepted. */
    public PipelineInitializer pipelineInitializer() {
        return pipelineInitializer;
    }

    public List<Sample> samples() {
        return context.counters().samples(name(), context.router().totals(name()));
    }

    public ListenerCounters counters() {
        return context.counters();
    }

    public void close() {
        bound.ifPresent(channel -> channel.close().awaitUninterruptibly());
    }

    /** Fills the pipeline of each new connection. */
    private final class ConnectionInitializer extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            if (!pipelineInitializer.admits(channel)) {
                var unused = channel.close();
                return;
            }
            ChannelPipeline pipeline = channel.pipeline();
            tls.ifPresent(t -> {
                HandshakeBytes bytes = new HandshakeBytes();
                pipeline.addLast(bytes, t.handler(channel), new TlsHandshakeHandler(context, bytes));
            });
            pipelineInitializer.fill(pipeline);
        }
    }
}
