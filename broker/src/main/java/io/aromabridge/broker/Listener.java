package io.aromabridge.broker;

import io.aromabridge.certs.AnyClientCertificate;
import io.aromabridge.core.AromaException;
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
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * One bound port. Its pipeline, from the wire inwards: TLS · flush consolidation · MQTT decoder and encoder · what TLS
 * showed · {@link Guard} · (the place for delivery) · the engine.
 */
final class Listener {
    /** The engine drops acknowledgements for a channel that is over the high mark. */
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(1 << 20, 4 << 20);

    private final GuardContext context;
    private final ChannelGroup channels;
    private final Optional<SslContext> ssl;
    private final Channel bound;

    private Listener(GuardContext context, ChannelGroup channels, EventLoopGroup acceptor, EventLoopGroup workers)
            throws AromaException {
        this.context = context;
        this.channels = channels;
        ListenerOptions options = context.options();
        this.ssl = options.tls().isPresent() ? Optional.of(sslContext(options)) : Optional.empty();
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

    void close() {
        bound.close().awaitUninterruptibly();
    }

    private static SslContext sslContext(ListenerOptions options) throws AromaException {
        ListenerTls tls = options.tls().orElseThrow();
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            tls.server().privateKey(), tls.server().chain().toArray(X509Certificate[]::new))
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2");
            if (tls.clientCertificate()) {
                builder.clientAuth(ClientAuth.REQUIRE).trustManager(AnyClientCertificate.trustAnyClientCertificate());
            }
            tls.alpn()
                    .ifPresent(protocol -> builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            ApplicationProtocolConfig.SelectorFailureBehavior.FATAL_ALERT,
                            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                            protocol)));
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    options.name() + ": the server's key and certificate do not make a TLS context: " + e.getMessage(),
                    e);
        }
    }

    /** Fills the pipeline of each new connection. */
    private final class Arrival extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            channels.add(channel);
            ListenerOptions options = context.options();
            ChannelPipeline pipeline = channel.pipeline();
            ssl.ifPresent(s -> {
                SslHandler handler = s.newHandler(channel.alloc());
                handler.setHandshakeTimeout(options.limits().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
                pipeline.addLast(handler);
            });
            pipeline.addLast(new FlushConsolidationHandler(256, true));
            pipeline.addLast(new MqttDecoder(
                    options.limits().maxPacketBytes(), options.limits().maxClientIdBytes() + 1));
            pipeline.addLast(MqttEncoder.INSTANCE);
            options.tls().ifPresent(tls -> pipeline.addLast(new TlsArrival(options.name(), tls)));
            pipeline.addLast(new Guard(context));
            pipeline.addLast(context.engine().handler());
        }
    }
}
