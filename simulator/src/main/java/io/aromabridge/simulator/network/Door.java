package io.aromabridge.simulator.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where clients come in: one port of 127.0.0.1, for life. While it is shut, a socket that does not listen holds the port,
 * so that clients are refused (ECONNREFUSED) and nobody else is given it. Called on the loop's thread only.
 */
final class Door {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);

    /** After how many nanoseconds it tries again to open. */
    private static final long AGAIN = 20_000_000;

    // fixed
    private final Loop loop;
    private final Consumer<SocketChannel> guests;
    private final Consumer<String> events;
    private final InetSocketAddress address;

    private boolean wanted = true;
    private boolean late;
    private boolean closed;
    private Optional<ServerSocketChannel> listening;
    private Optional<SocketChannel> holding = Optional.empty();

    /**
     * An open door on a free port.
     *
     * @param guests takes the sockets of those who come in
     * @param events told if the port is not there when it is wanted, and when it is again
     */
    Door(Loop loop, Consumer<SocketChannel> guests, Consumer<String> events) throws IOException {
        this.loop = loop;
        this.guests = guests;
        this.events = events;
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        ServerSocketChannel server = listen(new InetSocketAddress(loopback, 0));
        this.listening = Optional.of(server);
        this.address = (InetSocketAddress) server.getLocalAddress();
    }

    int port() {
        return address.getPort();
    }

    private ServerSocketChannel listen(InetSocketAddress at) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(at);
            server.configureBlocking(false);
            SelectionKey unused = loop.watch(server, SelectionKey.OP_ACCEPT, (key, now) -> welcome());
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Lets in who waits at the open door: a client takes itself for connected before anybody knows of it here. */
    void welcome() {
        if (listening.isEmpty()) {
            return;
        }
        ServerSocketChannel server = listening.get();
        try {
            for (SocketChannel guest = server.accept(); guest != null; guest = server.accept()) {
                guests.accept(guest);
            }
        } catch (IOException e) {
            log.warn("Port {} lets nobody in for a moment ({})", port(), e.getMessage(), e);
            stopListening();
        }
    }

    /** Lets clients in from now on. */
    void open() {
        wanted = true;
        long unused = turn();
    }

    /** Refuses clients from now on. */
    void shut() {
        wanted = false;
        stopListening();
    }

    /** Shuts it for ever. */
    void close() {
        wanted = false;
        closed = true;
        stopListening();
        release();
    }

    /**
     * Opens if it should be open and is not; holds the port if it is shut. Called in each turn of the loop: a socket that
     * was closed in one has the port until its end.
     *
     * @return after how many nanoseconds it wants to try again
     */
    long turn() {
        if (!wanted && !closed && holding.isEmpty()) {
            hold();
        }
        if (!wanted || listening.isPresent()) {
            return Pipe.NEVER;
        }
        try {
            listening = Optional.of(listen(address));
            release();
            if (late) {
                events.accept("port " + port() + " is open again");
            }
            late = false;
            return Pipe.NEVER;
        } catch (IOException e) {
            // Somebody may have taken it; and some systems do not let a second socket have it.
            release();
            if (!late) {
                events.accept("port " + port() + " is taken: it opens when it is free (" + e.getMessage() + ")");
            }
            late = true;
            return AGAIN;
        }
    }

    private void stopListening() {
        try {
            if (listening.isPresent()) {
                listening.get().close();
                listening = Optional.empty();
            }
        } catch (IOException e) {
            log.warn("Port {} did not close ({}): clients may still come in", port(), e.getMessage(), e);
        }
    }

    private void hold() {
        try {
            SocketChannel holder = SocketChannel.open();
            holding = Optional.of(holder);
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            holder.bind(address);
        } catch (IOException e) {
            log.debug("Port {} is free for anybody until it is opened again", port(), e);
        }
    }

    private void release() {
        holding.ifPresent(Sockets::close);
        holding = Optional.empty();
    }
}
