package io.aromabridge.simulator.network;

import io.aromabridge.core.AromaException;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line that can be made to fail: a TCP proxy in front of one server, for any protocol, with or without TLS. A client
 * that connects to {@link #port} is connected to the server, unless a fault prevents it.
 *
 * <p>"Near" is the client, a bridge for example; "far" is the server. One thread serves all connections.
 *
 * <p>Faults add up, and where two contradict each other the later one applies: latency and bandwidth go together, a black
 * hole after {@link #refuse} lets new connections in again. {@link #restore} ends all of them. Each is in effect when its
 * method returns: sockets that it ends are ended, the port that it shuts refuses. Called by the receiver of events, on the
 * uplink's own thread, it takes effect soon after.
 *
 * <p>Thread-safe. Every fault throws {@link IllegalStateException} when the uplink is closed.
 */
public final class Uplink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);
    private static final Duration LONGEST = Duration.ofHours(1);

    // fixed
    final InetSocketAddress server;
    final RandomGenerator chance;
    final AtomicLong bytesUp = new AtomicLong();
    final AtomicLong bytesDown = new AtomicLong();
    private final Consumer<String> events;
    private final EventLoop loop;
    private final UplinkPort port;

    // changed on the loop's thread only
    private final Set<UplinkConnection> connections = Collections.synchronizedSet(new LinkedHashSet<>());
    private Conditions conditions = Conditions.CLEAR;
    private int made;

    private volatile boolean closed;

    /** One end of a connection. */
    public enum End {
        /** The client. */
        NEAR,
        /** The server. */
        FAR
    }

    private Uplink(InetSocketAddress server, RandomGenerator chance, Consumer<String> events) throws IOException {
        this.server = server;
        this.chance = chance;
        this.events = events;
        ThreadFactory threads = this::thread;
        this.loop = new NioEventLoopGroup(1, threads).next();
        try {
            this.port = new UplinkPort(loop, this::welcome, this::report);
        } catch (IOException e) {
            endLoop();
            throw e;
        }
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "uplink-" + server.getPort());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * An uplink to a server, which need not be there yet; everything passes.
     *
     * @param port 1 to 65535
     * @param chance for jitter; asked on the uplink's own thread only
     * @param events receives each fault and each connection's beginning and end as a sentence, on the uplink's own thread,
     *     so it returns at once
     * @throws AromaException (UNREACHABLE) if the host name is not known, (FAILED) if there is no free port
     */
    public static Uplink to(String host, int port, RandomGenerator chance, Consumer<String> events)
            throws AromaException {
        check(port >= 1 && port <= 65535, "port " + port + ": ports are 1 to 65535");
        InetSocketAddress server = new InetSocketAddress(host, port);
        if (server.isUnresolved()) {
            throw new AromaException(
                    AromaException.Kind.UNREACHABLE, "the host name " + host + " is not known; check it");
        }
        try {
            return new Uplink(server, chance, events);
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    "an uplink to " + host + ":" + port + " finds no free port on 127.0.0.1 (" + e.getMessage()
                            + "); close some that are in use",
                    e);
        }
    }

    private static void check(boolean valid, String otherwise) {
        if (!valid) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The port on 127.0.0.1 to connect to; it never changes. */
    public int port() {
        return port.port();
    }

    /** Ends every connection with RST on both sides, and refuses new ones (ECONNREFUSED). */
    public void cut() {
        perform(() -> {
            port.shut();
            int ended = connections.size();
            forEach(UplinkConnection::reset);
            report("cut: " + connections(ended) + " reset, new ones are refused");
        });
    }

    /** Refuses new connections (ECONNREFUSED); those that are there stay. */
    public void refuse() {
        perform(() -> {
            port.shut();
            report("refuse: new connections are refused, " + connections(connections.size()) + " may stay");
        });
    }

    /**
     * Lets no byte pass, in neither direction, on none of the connections: neither side learns anything, not even of an end.
     * New connections are accepted, and begin at the server when the line is restored; one whose client has given up by
     * then never does. Bytes that were sent meanwhile are not lost: they arrive after {@link #restore}, as if TCP had
     * sent them again.
     */
    public void blackHole() {
        perform(() -> {
            port.open();
            String all = connections(connections.size());
            change(c -> c.withFrozen(true), "black hole: nothing passes, on " + all + " and new ones");
        });
    }

    /**
     * Each byte that is sent from now on takes this long, in either direction; an end too. The order of what is sent on a
     * connection stays.
     *
     * @param latency 0 to 1 hour; 0 takes the fault away
     * @param jitter by how much chance makes it shorter or longer: 0 to the latency
     */
    public void latency(Duration latency, Duration jitter) {
        check(
                !latency.isNegative() && latency.compareTo(LONGEST) <= 0,
                "latency " + latency.toMillis() + " ms: it must be 0 to 1 hour");
        check(
                !jitter.isNegative() && jitter.compareTo(latency) <= 0,
                "jitter " + jitter.toMillis() + " ms: it must be 0 to the latency of " + latency.toMillis() + " ms");
        String event = "latency: " + latency.toMillis() + " ms ± " + jitter.toMillis() + " ms";
        perform(() -> change(c -> c.withLatency(latency.toNanos(), jitter.toNanos()), event));
    }

    /**
     * So many bytes pass in a second, on each connection and in each direction by itself.
     *
     * @param bytesPerSecond at least 1; {@link Long#MAX_VALUE} takes the fault away
     */
    public void bandwidth(long bytesPerSecond) {
        check(bytesPerSecond >= 1, "bandwidth " + bytesPerSecond + " bytes/s: it must be at least 1");
        String event = "bandwidth: " + bytesPerSecond + " bytes/s";
        perform(() -> change(c -> c.withBandwidth(bytesPerSecond), event));
    }

    /**
     * Ends each connection, in order and on both sides (FIN), as soon as this many more bytes of its client have passed;
     * what else its client sends is lost. For connections that are there, bytes count from now.
     *
     * @param bytes at least 1
     */
    public void closeAfter(long bytes) {
        check(bytes >= 1, "close after " + bytes + " bytes: it must be at least 1");
        perform(() -> {
            forEach(connection -> connection.allow(bytes));
            change(
                    c -> c.withCloseAfter(bytes),
                    "close after: connections end after " + bytes + " bytes of their client");
        });
    }

    /** As {@link #halfOpen(End)} with the far end gone: the server's connections end, its clients learn nothing. */
    public void halfOpen() {
        halfOpen(End.FAR);
    }

    /**
     * Ends one side of every connection with RST, and leaves the other side unaware: bytes that it sends
     * are taken and lost. New connections are whole. {@link #restore} ends what is left, with RST.
     *
     * @param gone the side that ends
     */
    public void halfOpen(End gone) {
        perform(() -> {
            forEach(connection -> connection.halfOpen(gone));
            boolean one = connections.size() == 1;
            String near = one ? "the client" : "the clients";
            report("half-open: " + connections(connections.size())
                    + (gone == End.FAR
                            ? " ended at the server, " + near + (one ? " is" : " are") + " not told"
                            : " ended at " + near + ", the server is not told"));
        });
    }

    /** Ends all faults: new connections are accepted, and everything passes, what was kept too, at once. */
    public void restore() {
        perform(() -> {
            conditions = Conditions.CLEAR;
            report("restore: everything passes");
            port.open();
            forEach(UplinkConnection::restore);
        });
    }

    /** How many connections are there now; one counts until both of its sides have ended. */
    public int connections() {
        boolean unused = order(() -> {});
        return connections.size();
    }

    /** How many bytes have passed so far that this end had sent. */
    public long bytesFrom(End sender) {
        boolean unused = order(() -> {});
        return (sender == End.NEAR ? bytesUp : bytesDown).get();
    }

    /** Where it listens and where it leads. */
    @Override
    public String toString() {
        return "uplink 127.0.0.1:" + port() + " to " + server.getHostString() + ":" + server.getPort();
    }

    /** Ends every connection and frees the port; does not wait for either side. */
    @Override
    public void close() {
        boolean unused = order(() -> {
            closed = true;
            port.close();
            forEach(UplinkConnection::close);
            soon(this::endLoop);
        });
    }

    private void endLoop() {
        var unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private void perform(Runnable fault) {
        if (!order(fault)) {
            throw new IllegalStateException("this uplink is closed: make a new one");
        }
    }

    /**
     * Does this to all connections whose clients take themselves for connected by now, and waits until it is in effect; on
     * the loop's own thread it is done soon, unwaited.
     *
     * @return false, and nothing is done, if the uplink is closed
     */
    private boolean order(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable whole = () -> {
            try {
                task.run();
            } finally {
                soon(() -> done.complete(null));
            }
        };
        if (loop.inEventLoop()) {
            if (!closed) {
                soon(whole);
            }
            return !closed;
        }
        synchronized (this) {
            if (closed) {
                return false;
            }
            loop.execute(() -> soon(whole));
            done.join();
            return true;
        }
    }

    /**
     * Does this on the loop's thread after it has looked at its sockets once more: by then waiting clients are accepted, and
     * sockets that were closed have ended. Called on that thread.
     */
    void soon(Runnable task) {
        var unused = loop.schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    Conditions conditions() {
        return conditions;
    }

    /** Logs an event and hands it to the listener. */
    void report(String event) {
        log.debug("{}: {}", this, event);
        try {
            events.accept(event);
        } catch (RuntimeException e) {
            log.error("listener of an uplink failed on: {}", event, e);
        }
    }

    private void welcome(SocketChannel near) {
        int number = ++made;
        try {
            UplinkConnection connection = new UplinkConnection(this, number, near);
            connections.add(connection);
            report("connection " + number + " opened");
            connection.begin();
        } catch (ChannelException e) {
            UplinkConnection.reset(near);
            log.warn("{} cannot serve a connection ({})", this, e.getMessage(), e);
        }
    }

    /** A connection is over. */
    void over(UplinkConnection connection) {
        connections.remove(connection);
    }

    private void forEach(Consumer<UplinkConnection> task) {
        List.copyOf(connections).forEach(task);
    }

    /** Changes what the line is like, for all connections. */
    private void change(UnaryOperator<Conditions> how, String event) {
        conditions = how.apply(conditions);
        forEach(UplinkConnection::settle);
        report(event);
    }

    private static String connections(int count) {
        return count == 1 ? "1 connection" : count + " connections";
    }
}
