package io.aromabridge.simulator.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An uplink's connections and what it does to them. Called on the loop's thread only. */
final class Line {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);
    private static final int BUFFER_BYTES = 64 * 1024;

    // fixed
    private final InetSocketAddress server;
    private final RandomGenerator chance;
    private final Consumer<String> events;
    private final Loop loop;
    private final Door door;
    private final Traffic traffic = new Traffic();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    private final Set<Link> links = new LinkedHashSet<>();
    private final Set<Link> waiting = new LinkedHashSet<>();
    private Conditions conditions = Conditions.CLEAR;
    private int made;

    /** A line that passes all, with its own thread. */
    Line(InetSocketAddress server, RandomGenerator chance, Consumer<String> events) throws IOException {
        this.server = server;
        this.chance = chance;
        this.events = events;
        this.loop = new Loop("uplink-" + server.getPort(), this::turn);
        try {
            this.door = new Door(loop, this::welcome, this::tell);
        } catch (IOException e) {
            loop.abandon();
            throw e;
        }
        loop.start();
    }

    Loop loop() {
        return loop;
    }

    /** Does this to the line, and to all connections whose clients take themselves for connected by now. */
    void perform(Runnable fault) {
        loop.perform(() -> {
            door.welcome();
            fault.run();
        });
    }

    int port() {
        return door.port();
    }

    Traffic traffic() {
        return traffic;
    }

    /** What was counted, up to now: what has arrived anywhere counts. Called on any thread. */
    Traffic trafficNow() {
        boolean unused = loop.order(door::welcome);
        return traffic;
    }

    RandomGenerator chance() {
        return chance;
    }

    Conditions conditions() {
        return conditions;
    }

    /** Where bytes are read to; what is in it is good until the next read. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Tells of something that happened. */
    void tell(String event) {
        log.debug("Port {}: {}", door.port(), event);
        try {
            events.accept(event);
        } catch (RuntimeException e) {
            log.error("The receiver of an uplink's events failed at: {}", event, e);
        }
    }

    /** Whether a connection waits for a moment. */
    void waits(Link link, boolean doesWait) {
        if (doesWait) {
            waiting.add(link);
        } else {
            waiting.remove(link);
        }
    }

    /** A connection is over. */
    void gone(Link link) {
        waiting.remove(link);
        if (links.remove(link)) {
            traffic.connections().decrementAndGet();
        }
    }

    private void welcome(SocketChannel near) {
        int number = ++made;
        try {
            Link link = new Link(this, number, near);
            links.add(link);
            traffic.connections().incrementAndGet();
            tell("connection " + number + " opened");
            link.begin(server);
        } catch (IOException e) {
            Sockets.reset(near);
            log.warn("Port {} cannot serve a connection ({})", door.port(), e.getMessage(), e);
        }
    }

    private long turn(long now) {
        long next = door.turn();
        if (!waiting.isEmpty()) {
            for (Link link : List.copyOf(waiting)) {
                next = Math.min(next, link.turn(now));
            }
        }
        return next;
    }

    /** Resets all connections and refuses new ones. */
    void cut() {
        door.shut();
        int ended = links.size();
        List.copyOf(links).forEach(Link::reset);
        tell("cut: " + connections(ended) + " reset, new ones are refused");
    }

    /** Refuses new connections. */
    void refuse() {
        door.shut();
        tell("refuse: new connections are refused, " + connections(links.size()) + " may stay");
    }

    /** Lets nothing pass. */
    void blackHole() {
        door.open();
        change(
                c -> c.withFrozen(true),
                "black hole: nothing passes, on " + connections(links.size()) + " and new ones");
    }

    /** Changes what the line is like, for all connections. */
    void change(UnaryOperator<Conditions> how, String event) {
        conditions = how.apply(conditions);
        long now = System.nanoTime();
        List.copyOf(links).forEach(link -> link.settle(now));
        tell(event);
    }

    /** Ends each connection after so many further bytes of its client. */
    void closeAfter(long bytes) {
        links.forEach(link -> link.allow(bytes));
        change(c -> c.withCloseAfter(bytes), "close after: connections end after " + bytes + " bytes of their client");
    }

    /** Ends one side of each connection. */
    void halfOpen(Uplink.End gone) {
        List.copyOf(links).forEach(link -> link.halfOpen(gone));
        boolean one = links.size() == 1;
        String near = one ? "the client" : "the clients";
        tell("half-open: " + connections(links.size())
                + (gone == Uplink.End.FAR
                        ? " ended at the server, " + near + (one ? " is" : " are") + " not told"
                        : " ended at " + near + ", the server is not told"));
    }

    /** Lets everything pass again. */
    void restore() {
        conditions = Conditions.CLEAR;
        tell("restore: everything passes");
        door.open();
        long now = System.nanoTime();
        List.copyOf(links).forEach(link -> link.restore(server, now));
    }

    /** Ends everything in order. */
    void close() {
        door.close();
        List.copyOf(links).forEach(Link::close);
    }

    private static String connections(int count) {
        return count == 1 ? "1 connection" : count + " connections";
    }
}
