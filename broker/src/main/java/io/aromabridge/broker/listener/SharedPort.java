package io.aromabridge.broker.listener;

import io.aromabridge.broker.connection.RemotePeer;
import io.aromabridge.broker.log.LogText;
import io.aromabridge.broker.log.RateLimitedLog;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.certs.Identity;
import io.aromabridge.core.AromaException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TLS port that several brokers share: the server name in a client's hello (SNI, RFC 6066, section 3) chooses the
 * one that serves it. A connection without TLS or with an unknown name is closed, with one line in the log.
 */
// A close that fails has ended the channel already.
@SuppressWarnings("FutureReturnValueIgnored")
public final class SharedPort implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedPort.class);

    /** Whose a connection is. */
    public sealed interface Choice {
        /**
         * A broker's.
         *
         * @param pipeline of a listener with {@link ListenerOptions#NO_PORT}
         * @param note for the log, about this client; empty for none
         */
        record Served(PipelineInitializer pipeline, String note) implements Choice {}

        /**
         * No broker's.
         *
         * @param reason for the log: one clause, with the fix
         */
        record Refused(String reason) implements Choice {}
    }

    private final String name;
    private final ListenerTls tls;
    private final TlsContexts contexts;
    private final Function<Optional<String>, Choice> chooser;
    private final RateLimitedLog limitedLog = new RateLimitedLog(System::nanoTime);
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final EventLoopGroup acceptor;
    private final EventLoopGroup workers;
    private final Channel bound;

    private SharedPort(Address address, Identity server, Function<Optional<String>, Choice> chooser)
            throws AromaException {
        this.name = address.name();
        this.tls = ListenerTls.of(server);
        this.contexts = TlsContexts.bySni(address.name(), tls, address.handshake());
        this.chooser = chooser;
        this.acceptor = new NioEventLoopGroup(1, new DefaultThreadFactory(name + "-accept", true));
        this.workers = new NioEventLoopGroup(2, new DefaultThreadFactory(name + "-io", true));
        try {
            this.bound = Listener.bind(
                    Listener.bootstrap(acceptor, workers, new Initializer()), name, address.host(), address.port());
        } catch (AromaException e) {
            stopLoops();
            throw e;
        }
    }

    /**
     * Where it is.
     *
     * @param name how the log calls it
     * @param host address or name to bind
     * @param port 0 to 65535; 0 takes any free one
     * @param handshake the longest time that a TLS handshake may take
     */
    public record Address(String name, String host, int port, Duration handshake) {}

    /**
     * Binds it.
     *
     * @param chooser asked once for each client, with the name that it asks for in lower case, if it does; on event
     *     loops: it must not block
     * @throws AromaException FAILED if the port cannot be bound, CONFIGURATION if the server's key does not work
     */
    public static SharedPort bind(Address address, Identity server, Function<Optional<String>, Choice> chooser)
            throws AromaException {
        return new SharedPort(address, server, chooser);
    }

    /** The port that it is bound to. */
    public int port() {
        return Listener.port(bound);
    }

    /** Takes no more connections, and closes those there are. The brokers go on. */
    @Override
    public void close() {
        bound.close().awaitUninterruptibly();
        channels.close().awaitUninterruptibly(100);
        stopLoops();
    }

    private void stopLoops() {
        workers.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly(200);
        acceptor.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly(200);
    }

    private void warn(Channel channel, String reason) {
        limitedLog.write(omitted -> log.warn(
                "{}: {} is refused: {}{}", name, RemotePeer.address(channel), LogText.printable(reason), omitted));
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            channels.add(channel);
            HandshakeBytes bytes = new HandshakeBytes();
            channel.pipeline().addLast(bytes, contexts.handler(channel), new HandshakeHandler(bytes));
        }
    }

    /** Waits for the client's hello and the end of the handshake, and makes way for the broker. */
    private final class HandshakeHandler extends ChannelInboundHandlerAdapter {
        private final HandshakeBytes bytes;
        private Optional<Choice.Served> served = Optional.empty();
        private boolean refused;

        HandshakeHandler(HandshakeBytes bytes) {
            this.bytes = bytes;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            // For the broker it begins after the handshake.
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SniCompletionEvent hello) {
                if (hello.isSuccess()) {
                    choose(ctx, Optional.ofNullable(hello.hostname()));
                }
            } else if (event instanceof SslHandshakeCompletionEvent handshake) {
                if (handshake.isSuccess()) {
                    ctx.pipeline().remove(bytes);
                    enter(ctx);
                } else {
                    failed(ctx, handshake.cause());
                }
            } else {
                ctx.fireUserEventTriggered(event);
            }
        }

        private void choose(ChannelHandlerContext ctx, Optional<String> serverName) {
            Choice choice = chooser.apply(serverName);
            if (choice instanceof Choice.Served found) {
                served = Optional.of(found);
            } else {
                refused = true;
                warn(ctx.channel(), ((Choice.Refused) choice).reason());
                ctx.close();
            }
        }

        private void enter(ChannelHandlerContext ctx) {
            if (served.isEmpty()) {
                ctx.close();
                return;
            }
            Choice.Served to = served.get();
            if (!to.pipeline().admits(ctx.channel())) {
                ctx.close();
                return;
            }
            if (!to.note().isEmpty()) {
                limitedLog.write(omitted ->
                        log.info("{}: {} {}{}", name, RemotePeer.address(ctx.channel()), to.note(), omitted));
            }
            to.pipeline().fill(ctx.pipeline());
            ctx.fireChannelActive();
            ctx.pipeline().remove(this);
        }

        private void failed(ChannelHandlerContext ctx, Throwable cause) {
            if (!refused) {
                TlsFailure.describe(cause, tls, bytes).ifPresent(reason -> warn(ctx.channel(), reason));
            }
            ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // What was wrong with the handshake is said already.
            log.debug("{}: {}: {}", name, RemotePeer.address(ctx.channel()), cause.toString());
            ctx.close();
        }
    }
}
