package io.aromabridge.simulator.network;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A line that can be made to fail: a TCP proxy in front of one server, for whatever protocol, with or without TLS. Who
 * connects to {@link #port} is connected to the server, until told otherwise.
 *
 * <p>"Near" is who connects, a bridge for example; "far" is the server. One thread serves all connections.
 *
 * <p>Faults add up, and where two contradict each other the later one holds: latency and bandwidth go together, a black
 * hole after {@link #refuse} lets new connections in again. {@link #restore} ends all of them. Each is in effect when its
 * method returns: sockets that it ends are ended, the port that it shuts refuses. Called by the receiver of events, which
 * is told on the uplink's own thread, it takes effect soon after.
 *
 * <p>Thread-safe. Every fault throws {@link IllegalStateException} when the uplink is closed.
 */
public final class Uplink implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final InetSocketAddress server;
    private final Line line;

    /** One end of a connection. */
    public enum End {
        /** Who connects. */
        NEAR,
        /** The server. */
        FAR
    }

    private Uplink(InetSocketAddress server, Line line) {
        this.server = server;
        this.line = line;
    }

    /**
     * An uplink to a server, which need not be there yet; everything passes.
     *
     * @param port 1 to 65535
     * @param chance for jitter; asked on the uplink's own thread only
     * @param events told of each fault and of each connection's beginning and end, in a person's words; on the uplink's
     *     own thread, so it returns at once
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
            return new Uplink(server, new Line(server, chance, events));
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    "an uplink to " + host + ":" + port + " finds no free port on 127.0.0.1 (" + e.getMessage()
                            + "); close what holds too many",
                    e);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The port on 127.0.0.1 to connect to; it never changes. */
    public int port() {
        return line.port();
    }

    /** Ends every connection with RST on both sides, and refuses new ones (ECONNREFUSED). */
    public void cut() {
        line.perform(line::cut);
    }

    /** Refuses new connections (ECONNREFUSED); those that are there stay. */
    public void refuse() {
        line.perform(line::refuse);
    }

    /**
     * Lets no byte pass, in neither direction, on none of the connections: nobody is told anything, not even of an end.
     * New connections are accepted, and begin at the server when the line is restored; one whose client has given up by
     * then never does. Bytes that were sent meanwhile are not lost: they arrive after {@link #restore}, as if TCP had
     * sent them again.
     */
    public void blackHole() {
        line.perform(line::blackHole);
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
        line.perform(() -> line.change(c -> c.withLatency(latency.toNanos(), jitter.toNanos()), event));
    }

    /**
     * So many bytes pass in a second, on each connection and in each direction by itself.
     *
     * @param bytesPerSecond at least 1; {@link Long#MAX_VALUE} takes the fault away
     */
    public void bandwidth(long bytesPerSecond) {
        check(bytesPerSecond >= 1, "bandwidth " + bytesPerSecond + " bytes/s: it must be at least 1");
        String event = "bandwidth: " + bytesPerSecond + " bytes/s";
        line.perform(() -> line.change(c -> c.withBandwidth(bytesPerSecond), event));
    }

    /**
     * Ends each connection, in order and on both sides (FIN), as soon as this many more bytes of its client have passed;
     * what else its client sends is lost. For connections that are there, bytes count from now.
     *
     * @param bytes at least 1
     */
    public void closeAfter(long bytes) {
        check(bytes >= 1, "close after " + bytes + " bytes: it must be at least 1");
        line.perform(() -> line.closeAfter(bytes));
    }

    /** As {@link #halfOpen(End)} with the far end gone: the server's connections end, its clients learn nothing. */
    public void halfOpen() {
        halfOpen(End.FAR);
    }

    /**
     * Ends one side of every connection with RST, and lets the other side believe that all is well: what that one sends
     * is taken and lost. New connections are whole. {@link #restore} ends what is left, with RST.
     *
     * @param gone the side that ends
     */
    public void halfOpen(End gone) {
        line.perform(() -> line.halfOpen(gone));
    }

    /** Ends all faults: new connections are accepted, and everything passes, what was kept too, at once. */
    public void restore() {
        line.perform(line::restore);
    }

    /** How many connections are there now; one counts until both of its sides have ended. */
    public int connections() {
        return line.trafficNow().connections().get();
    }

    /** How many bytes have passed so far that this end had sent. */
    public long bytesFrom(End sender) {
        Traffic counted = line.trafficNow();
        return (sender == End.NEAR ? counted.bytesUp() : counted.bytesDown()).get();
    }

    /** Where it listens and where it leads. */
    @Override
    public String toString() {
        return "uplink 127.0.0.1:" + port() + " to " + server.getHostString() + ":" + server.getPort();
    }

    /** Ends every connection and frees the port; waits for nobody. */
    @Override
    public void close() {
        line.loop().end(line::close);
    }
}
