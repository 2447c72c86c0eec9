package io.aromabridge.bridge.client.netty;

import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.client.TlsParameters;
import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** One attempt at a connection: finds the address, connects, does the TLS handshake. The packets are the {@link MqttClientHandler}'s. */
final class NettyConnection implements Connection {
    private static final int GOODBYE_LIMIT_MILLIS = 300;

    private final LinkSettings settings;
    private final EventLoop loop;
    private final HostResolver resolver;
    private final ConnectProgress progress = new ConnectProgress();
    private final MqttClientHandler client;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    // owned by the loop
    private @Nullable Channel channel;
    private boolean ended;

    NettyConnection(LinkSettings settings, Listener listener, EventLoop loop, HostResolver resolver) {
        this.settings = settings;
        this.loop = loop;
        this.resolver = resolver;
        this.client = new MqttClientHandler(settings, listener, progress);
    }

    @Override
    public CompletionStage<Void> connect() {
        Endpoint endpoint = settings.endpoint();
        if (NetUtil.isValidIpV4Address(endpoint.host()) || NetUtil.isValidIpV6Address(endpoint.host())) {
            loop.execute(this::resolve);
        } else {
            // To look a name up may take seconds, in which the link must be able to stop.
            Thread resolver = new Thread(this::resolve, settings.thread() + "-dns");
            resolver.setDaemon(true);
            resolver.start();
        }
        return client.connected();
    }

    @Override
    public ConnectPhase phase() {
        return progress.phase();
    }

    @Override
    public Payload received() {
        return progress.received();
    }

    private void resolve() {
        long deadline = System.nanoTime() + settings.tuning().connectTimeout().toNanos();
        try {
            List<InetAddress> addresses = resolver.resolve(settings.endpoint().host());
            loop.execute(() -> open(addresses, 0, deadline));
        } catch (UnknownHostException e) {
            client.failed(e);
        } catch (RejectedExecutionException closed) {
            client.failed(new SocketException("stopped"));
        }
    }

    /** Tries the address of this index with its share of the time, and if it fails the next. */
    private void open(List<InetAddress> addresses, int index, long deadline) {
        if (ended) {
            client.failed(new SocketException("stopped"));
            return;
        }
        progress.enter(ConnectPhase.TCP);
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        int share = (int) Math.max(1, left / (addresses.size() - index));
        int limit = (int) settings.tuning().connectTimeout().toMillis();
        ChannelFuture opening = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, share)
                // What is sent together is flushed together: waiting for more only adds latency.
                .option(ChannelOption.TCP_NODELAY, true)
                // Once TCP is connected: the handlers are for one channel, and an address before this may have refused.
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelActive(ChannelHandlerContext ctx) {
                        fill(ctx.channel(), limit);
                        ctx.fireChannelActive();
                        ctx.pipeline().remove(this);
                    }
                })
                .connect(new InetSocketAddress(
                        addresses.get(index), settings.endpoint().port()));
        channel = opening.channel();
        ChannelFuture unused = opening.addListener(done -> {
            if (!done.isSuccess()) {
                if (index + 1 < addresses.size()) {
                    open(addresses, index + 1, deadline);
                } else {
                    client.failed(done.cause());
                }
            }
        });
    }

    private void fill(Channel made, int limitMillis) {
        made.pipeline().addLast(progress);
        settings.endpoint().tls().ifPresent(tls -> {
            SslHandler handler = new SslHandler(engine(tls));
            handler.setHandshakeTimeoutMillis(limitMillis);
            handler.setCloseNotifyFlushTimeoutMillis(GOODBYE_LIMIT_MILLIS);
            made.pipeline().addLast(handler);
        });
        made.pipeline().addLast(MqttEncoder.INSTANCE, new ConnackReader(), client);
    }

    private SSLEngine engine(ClientTls tls) {
        Endpoint endpoint = settings.endpoint();
        SSLEngine engine = tls.sslContext().createSSLEngine(endpoint.host(), endpoint.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        TlsParameters.apply(parameters, endpoint, tls);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public CompletionStage<List<Integer>> subscribe(Map<TopicFilter, QoS> filters) {
        return client.subscribe(filters);
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        return client.publish(message);
    }

    @Override
    public CompletionStage<Void> end(boolean disconnect) {
        try {
            loop.execute(() -> close(disconnect));
        } catch (RejectedExecutionException closed) {
            gone.complete(null);
        }
        return gone;
    }

    private void close(boolean disconnect) {
        ended = true;
        client.end();
        Channel open = channel;
        if (open == null) {
            gone.complete(null);
            return;
        }
        ChannelFuture unused = open.closeFuture().addListener(done -> gone.complete(null));
        if (disconnect && open.isActive()) {
            ChannelFuture unusedToo = client.sayGoodbye(open).addListener(ChannelFutureListener.CLOSE);
            // A side that takes nothing more gets a reset.
            var unusedTimer = loop.schedule(() -> close(false), GOODBYE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            ChannelFuture unusedToo = open.close();
        }
    }
}
