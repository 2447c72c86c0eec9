package io.aromabridge.simulator.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One port of 127.0.0.1, for the uplink's life. While it is shut, a socket that does not listen holds it, so that clients
 * are refused (ECONNREFUSED) and no other program gets it. Lives on the uplink's thread.
 */
final class UplinkPort {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);
    private static final long RETRY_MILLIS = 20;

    // fixed
    private final EventLoop loop;
    private final ServerBootstrap server;
    private final Consumer<String> events;
    private final InetSocketAddress address;

    private boolean wanted = true;
    private boolean late;
    private boolean closed;
    private Optional<Channel> listening;
    private Optional<Socket> holding = Optional.empty();

    /**
     * Listens on a free port.
     *
     * @param clients takes the sockets that come in
     * @param events reports that the port is taken when it is to open, and that it is open again
     */
    UplinkPort(EventLoop loop, Consumer<SocketChannel> clients, Consumer<String> events) throws IOException {
        this.loop = loop;
        this.events = events;
        this.server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                // All that wait: a fault is for each client that takes itself for connected.
                .option(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(Integer.MAX_VALUE))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        clients.accept(client);
                    }
                });
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        ChannelFuture bound = server.bind(new InetSocketAddress(loopback, 0)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        this.listening = Optional.of(bound.channel());
        this.address = (InetSocketAddress) bound.channel().localAddress();
    }

    int port() {
        return address.getPort();
    }

    /** Lets clients in from now on. */
    void open() {
        wanted = true;
        listen();
    }

    private void listen() {
        if (!wanted || closed || listening.isPresent()) {
            return;
        }
        ChannelFuture bound = server.bind(address);
        listening = Optional.of(bound.channel());
        bound.addListener(done -> loop.execute(() -> listens(bound)));
    }

    private void listens(ChannelFuture bound) {
        if (bound.isSuccess()) {
            release();
            if (late) {
                events.accept("port " + port() + " is open again");
            }
            late = false;
        } else if (listening.filter(bound.channel()::equals).isPresent()) {
            // Another program may have taken it; and some systems do not let a second socket have it.
            release();
            listening = Optional.empty();
            if (!late) {
                events.accept("port " + port() + " is taken: it opens when it is free ("
                        + bound.cause().getMessage() + ")");
            }
            late = true;
            var unused = loop.schedule(this::listen, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Refuses clients from now on. */
    void shut() {
        wanted = false;
        stopListening();
        // The socket has the port until the loop has let go of it.
        var unused = loop.schedule(this::hold, 0, TimeUnit.NANOSECONDS);
    }

    /** Closes it for good. */
    void close() {
        closed = true;
        stopListening();
        release();
    }

    private void stopListening() {
        if (listening.isPresent()) {
            var unused = listening.get().close();
        }
        listening = Optional.empty();
    }

    private void hold() {
        if (wanted || closed || holding.isPresent()) {
            return;
        }
        Socket holder = new Socket();
        holding = Optional.of(holder);
        try {
            holder.setReuseAddress(true);
            holder.bind(address);
        } catch (IOException e) {
            log.debug("Port {} is free for any program until it is opened again", port(), e);
        }
    }

    private void release() {
        try {
            if (holding.isPresent()) {
                holding.get().close();
            }
        } catch (IOException e) {
            log.debug("The socket that held port {} did not close in order", port(), e);
        }
        holding = Optional.empty();
    }
}
