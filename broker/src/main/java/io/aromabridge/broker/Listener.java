package io.aromabridge.broker;

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
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * One bound port. Its pipeline, from the wire inwards: TLS · what TLS showed · WebSocket · flush consolidation · count of
 * bytes · mosquitto's bridge bit · MQTT decoder and encoder · count of packets · the listener's own handlers · {@link Guard}.
 */
final class Listener {
    /** Above the high mark deliveries stay in their queue. */
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(64 << 10, 256 << 10);

    private final GuardContext context;
    private final ChannelGroup channels;
    private final Optional<TlsContexts> tls;
    private final Channel bound;

    private Listener(GuardContext context, ChannelGroup channels, EventLoopGroup acceptor, EventLoopGroup workers)
            throws AromaException {
        this.context = context;
        this.channels = channels;
        ListenerOptions options = context.options();
        this.tls = options.tls().isPresent()
                ? Optional.of(TlsContexts.of(options, options.tls().get()))
                : Optional.empty();
        ChannelFuture future = new ServerBootstrap()
                .group(acceptor, workers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
                .childHandler(new Arrival())
                .bind(options.host(), options.port())
                .awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    options.name() + ": cannot listen on " + options.host() + ":" + options.port() + ": "
                            + reason(future.cause(), options.port()),
                    future.cause());
        }
        bound = future.channel();
    }

    static Listener bind(GuardContext context, ChannelGroup channels, EventLoopGroup acceptor, EventLoopGroup workers)
            throws AromaException {
        return new Listener(context, channels, acceptor, workers);
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

    String name() {
        return context.options().name();
    }

    int port() {
        return ((InetSocketAddress) bound.localAddress()).getPort();
    }

    List<Sample> samples() {
        return context.counters().samples(name(), context.router().totals(name()));
    }

    ListenerCounters counters() {
        return context.counters();
    }

    void close() {
        bound.close().awaitUninterruptibly();
    }

    /** Fills the pipeline of each new connection. */
    private final class Arrival extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            if (!admits(channel)) {
                var unused = channel.close();
                return;
            }
            channels.add(channel);
            ListenerOptions options = context.options();
            ChannelPipeline pipeline = channel.pipeline();
            tls.ifPresent(t -> pipeline.addLast(t.handler(channel), new TlsArrival(context)));
            options.webSocketPath().ifPresent(path -> WebSocketFrames.addTo(pipeline, path, options.limits()));
            pipeline.addLast(new FlushConsolidationHandler(256, true));
            pipeline.addLast("bytes", context.counters().traffic);
            pipeline.addLast(new BridgeBit());
            pipeline.addLast(new MqttDecoder(
                    options.limits().maxPacketBytes(), options.limits().maxClientIdBytes() + 1));
            pipeline.addLast(MqttEncoder.INSTANCE);
            pipeline.addLast("packets", context.counters().traffic);
            options.handlers().get().forEach(pipeline::addLast);
            pipeline.addLast(new Guard(context));
        }

        private boolean admits(SocketChannel channel) {
            Origin origin = Origin.of(channel);
            Admission admission = context.door().admission();
            Optional<Admission.Full> full =
                    admission.enter(origin, context.options().limits());
            if (full.isPresent()) {
                context.counters().refused.increment();
                context.counters().limited(full.get().limit());
                context.warn("a connection from " + origin + " is refused: "
                        + full.get().reason());
                return false;
            }
            var unused = channel.closeFuture().addListener(closed -> admission.leave(origin));
            return true;
        }
    }
}
