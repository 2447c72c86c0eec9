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
 * The line of logins that wait to be checked, which may take a slow hash each: every {@link SourceNetwork} has its turn after
 * every other, so that a flood from one address holds up that address alone. Bounded by what the logins hold. Thread-safe.
 */
public final class LoginQueue {
    private static final Logger log = LoggerFactory.getLogger(LoginQueue.class);

    /** Of one origin; thousands of ordinary logins. */
    static final int MAX_BYTES_PER_ORIGIN = 4 << 20;

    /** Of all together. */
    static final int MAX_BYTES = 64 << 20;

    /** What a login holds at least. */
    static final int MIN_BYTES = 512;

    private record Waiting(Runnable check, int bytes) {}

    /** The logins of one origin. */
    private static final class Line {
        private final ArrayDeque<Waiting> logins = new ArrayDeque<>();
        private int bytes;
    }

    // fixed
    private final Executor executor;
    private final int threads;

    // guarded by this
    private final Map<SourceNetwork, Line> lines = new LinkedHashMap<>();
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
     * Checks a login once its turn has come.
     *
     * @param holds bytes that the login keeps in memory, beside the constant part
     * @return false if too much waits already, of this origin or of all
     * @throws RejectedExecutionException if the executor is shut down
     */
    public boolean submit(SourceNetwork origin, int holds, Runnable check) {
        int bytes = MIN_BYTES + holds;
        synchronized (this) {
            Line line = lines.getOrDefault(origin, new Line());
            boolean full = !line.logins.isEmpty() && line.bytes + bytes > MAX_BYTES_PER_ORIGIN;
            if (full || bytesInAll + bytes > MAX_BYTES) {
                return false;
            }
            line.logins.add(new Waiting(check, bytes));
            line.bytes += bytes;
            bytesInAll += bytes;
            lines.put(origin, line);
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
                log.debug("the broker stops, and lets nobody in: {}", stopping.toString());
            } catch (RuntimeException e) {
                log.error("a login could not be checked", e);
            }
        }
    }

    /** Takes the next; its origin goes to the end of the line of origins. */
    private synchronized Optional<Runnable> next() {
        Iterator<Map.Entry<SourceNetwork, Line>> first = lines.entrySet().iterator();
        if (!first.hasNext()) {
            busy--;
            return Optional.empty();
        }
        Map.Entry<SourceNetwork, Line> entry = first.next();
        SourceNetwork origin = entry.getKey();
        Line line = entry.getValue();
        first.remove();
        Waiting next = line.logins.remove();
        line.bytes -= next.bytes;
        bytesInAll -= next.bytes;
        if (!line.logins.isEmpty()) {
            lines.put(origin, line);
        }
        return Optional.of(next.check);
    }
}
