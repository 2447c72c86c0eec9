package io.aromabridge.simulator.network;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of an uplink: waits for its sockets, for the next moment that something is due, and for orders. */
final class Loop {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);
    private static final String CLOSED = "this uplink is closed: make a new one";
    private static final long MILLI = 1_000_000;

    private final Selector selector;
    private final Thread thread;
    private final Turn turn;

    // guarded by this
    private final List<Order> orders = new ArrayList<>();
    private boolean ended;

    /** What a socket's key carries: called when the socket is ready. */
    @FunctionalInterface
    interface Ready {
        void ready(SelectionKey key, long now);
    }

    /** Called in each turn of the loop; answers after how many nanoseconds it wants to be called again. */
    @FunctionalInterface
    interface Turn {
        long turn(long now);
    }

    /** Something to do, and who waits until it is done. */
    private record Order(Runnable task, CompletableFuture<Void> done) {}

    /** A loop that does not turn yet. */
    Loop(String name, Turn turn) throws IOException {
        this.selector = Selector.open();
        this.turn = turn;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Gives up a loop that was never started. */
    void abandon() throws IOException {
        selector.close();
    }

    /** Watches a socket, which does not block. On the loop's thread, or before it turns. */
    SelectionKey watch(SelectableChannel socket, int interest, Ready ready) throws IOException {
        return socket.register(selector, interest, ready);
    }

    /**
     * Does this on the loop's thread and waits until it is done; on the loop's thread itself it is done soon, unwaited.
     * Throws {@link IllegalStateException} if the loop has ended.
     */
    void perform(Runnable task) {
        if (!order(task)) {
            throw new IllegalStateException(CLOSED);
        }
    }

    /** Does this as the last thing and ends the loop; does nothing if it has ended. */
    void end(Runnable last) {
        boolean unused = order(() -> {
            last.run();
            ended();
        });
    }

    /** As {@link #perform}, but answers false if the loop has ended. */
    boolean order(Runnable task) {
        Order order = new Order(task, new CompletableFuture<>());
        synchronized (this) {
            if (ended) {
                return false;
            }
            orders.add(order);
        }
        selector.wakeup();
        if (!Thread.currentThread().equals(thread)) {
            order.done().join();
        }
        return true;
    }

    private synchronized void ended() {
        ended = true;
    }

    private synchronized boolean goesOn() {
        return !ended;
    }

    private synchronized boolean hasOrders() {
        return !orders.isEmpty();
    }

    private synchronized List<Order> orders() {
        List<Order> now = List.copyOf(orders);
        orders.clear();
        return now;
    }

    private void run() {
        long wait = 0;
        try (selector) {
            while (goesOn()) {
                select(wait);
                obey(orders());
                serve();
                wait = turn.turn(System.nanoTime());
            }
        } catch (IOException | RuntimeException e) {
            log.error("{} failed and ends", thread.getName(), e);
            ended();
        }
        // Whoever came too late.
        orders().forEach(order -> order.done().completeExceptionally(new IllegalStateException(CLOSED)));
    }

    private void select(long wait) throws IOException {
        if (hasOrders()) {
            // The selectNow of an earlier turn may have taken their wake-up.
            selector.selectNow();
        } else if (wait == Pipe.NEVER) {
            selector.select();
        } else {
            selector.select(Math.max(1, (wait + MILLI - 1) / MILLI));
        }
    }

    private void obey(List<Order> now) throws IOException {
        if (now.isEmpty()) {
            return;
        }
        try {
            now.forEach(order -> order.task().run());
            // A socket that was closed is really closed when the selector has let go of it.
            selector.selectNow();
        } finally {
            now.forEach(order -> order.done().complete(null));
        }
    }

    private void serve() {
        for (SelectionKey key : selector.selectedKeys()) {
            // An earlier one of this turn may have closed it.
            if (key.isValid()) {
                ((Ready) key.attachment()).ready(key, System.nanoTime());
            }
        }
        selector.selectedKeys().clear();
    }
}
