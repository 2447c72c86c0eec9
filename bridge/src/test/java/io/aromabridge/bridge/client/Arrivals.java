package io.aromabridge.bridge.client;

import io.aromabridge.bridge.link.Connection;
import io.aromabridge.core.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Messages and the loss of a connection, as its listener gets them. */
final class Arrivals implements Connection.Listener {
    /** A message, and its PUBACK. */
    record Arrival(Message message, Runnable acknowledge) {}

    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> losses = new LinkedBlockingQueue<>();

    @Override
    public void received(Message message, Runnable acknowledge) {
        arrived.add(new Arrival(message, acknowledge));
    }

    @Override
    public void lost(Throwable cause) {
        losses.add(cause);
    }

    /** So many messages. */
    List<Arrival> take(int count) throws InterruptedException {
        List<Arrival> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Arrival next = arrived.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("of " + count + " messages came " + all);
            }
            all.add(next);
        }
        return all;
    }

    /** Why the connection was lost. */
    Throwable lost() throws InterruptedException {
        Throwable cause = losses.poll(20, TimeUnit.SECONDS);
        if (cause == null) {
            throw new AssertionError("the loss was not told within 20 s");
        }
        return cause;
    }

    boolean wasLostAgain() {
        return !losses.isEmpty();
    }
}
