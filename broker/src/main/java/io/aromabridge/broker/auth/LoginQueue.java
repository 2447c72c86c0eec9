package io.aromabridge.broker.auth;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logins that wait for their check, which may be a slow hash. One login of each {@link SourceNetwork} is checked after one
 * of every other, so that a flood from one address delays that address alone. Bounded by the memory of the logins.
 * Thread-safe.
 */
public final class LoginQueue {
    private static final Logger log = LoggerFactory.getLogger(LoginQueue.class);

    /** Of one network; thousands of ordinary logins. */
    static final int MAX_BYTES_PER_NETWORK = 4 << 20;

    /** Of all together. */
    static final int MAX_BYTES = 64 << 20;

    /** Memory of a login at least. */
    static final int MIN_BYTES = 512;

    private record Waiting(Runnable check, int bytes) {}

    /** The logins of one network. */
    private static final class NetworkQueue {
        private final ArrayDeque<Waiting> logins = new ArrayDeque<>();
        private int bytes;
    }

    // fixed
    private final Executor executor;
    private final int threads;

    // guarded by this
    private final Map<SourceNetwork, NetworkQueue> queues = new LinkedHashMap<>();
    private int bytesInAll;
    private int busy;

    /**
     * Checks run on the executor.
     *
     * @param threads so many at a time
     */
    public LoginQueue(Executor executor, int threads) {
        this.executor = executor;
        this.threads = threads;
    }

    /**
     * Checks a login after those that wait.
     *
     * @param payloadBytes memory of the login beside the constant part
     * @return false if too much waits already, of this network or of all
     * @throws RejectedExecutionException if the executor is shut down
     */
    public boolean submit(SourceNetwork network, int payloadBytes, Runnable check) {
        int bytes = MIN_BYTES + payloadBytes;
        synchronized (this) {
            NetworkQueue queue = queues.getOrDefault(network, new NetworkQueue());
            boolean full = !queue.logins.isEmpty() && queue.bytes + bytes > MAX_BYTES_PER_NETWORK;
            if (full || bytesInAll + bytes > MAX_BYTES) {
                return false;
            }
            queue.logins.add(new Waiting(check, bytes));
            queue.bytes += bytes;
            bytesInAll += bytes;
            queues.put(network, queue);
            if (busy == threads) {
                return true;
            }
            busy++;
        }
        executor.execute(this::work);
        return true;
    }

    private void work() {
        for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
            try {
                next.get().run();
            } catch (RejectedExecutionException stopping) {
                log.debug("the broker is stopping, login not checked: {}", stopping.toString());
            } catch (RuntimeException e) {
                log.error("internal error during a login", e);
            }
        }
    }

    /** Takes the next; its network goes to the end of the line of networks. */
    private synchronized Optional<Runnable> next() {
        Iterator<Map.Entry<SourceNetwork, NetworkQueue>> first =
                queues.entrySet().iterator();
        if (!first.hasNext()) {
            busy--;
            return Optional.empty();
        }
        Map.Entry<SourceNetwork, NetworkQueue> entry = first.next();
        SourceNetwork network = entry.getKey();
        NetworkQueue queue = entry.getValue();
        first.remove();
        Waiting next = queue.logins.remove();
        queue.bytes -= next.bytes;
        bytesInAll -= next.bytes;
        if (!queue.logins.isEmpty()) {
            queues.put(network, queue);
        }
        return Optional.of(next.check);
    }
}
