package io.aromabridge.broker.sys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message through each event loop of a broker again and again, and logs one that does not come out: then the
 * clients of that loop hang, while the process looks alive. Asked by one thread, answered on the loops.
 */
public final class LoopWatch {
    private static final Logger log = LoggerFactory.getLogger(LoopWatch.class);

    /** One event loop. */
    public interface Loop {
        /** How the log calls it. */
        String name();

        /**
         * Sends a message from this loop through the broker.
         *
         * @param arrived called when it has come out
         */
        void roundTrip(Runnable arrived);

        /** What its thread does just now, innermost call first; may be empty. */
        List<StackTraceElement> stack();
    }

    /** What is known of one loop. */
    private static final class Watched {
        private final Loop loop;
        private volatile OptionalLong waitingSince = OptionalLong.empty();
        private volatile boolean stuck;

        Watched(Loop loop) {
            this.loop = loop;
        }
    }

    private final List<Watched> loops = new ArrayList<>();
    private final Duration patience;
    private final LongSupplier nanoTime;

    /**
     * Watches nothing until {@link #check} is called.
     *
     * @param patience how long a message may take
     * @param nanoTime as {@link System#nanoTime}
     */
    public LoopWatch(List<? extends Loop> loops, Duration patience, LongSupplier nanoTime) {
        loops.forEach(loop -> this.loops.add(new Watched(loop)));
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** Looks for messages that have not come out in time, and sends the next. To be called about once a second. */
    public void check() {
        for (Watched each : loops) {
            OptionalLong since = each.waitingSince;
            if (since.isEmpty()) {
                ask(each);
            } else if (!each.stuck && nanoTime.getAsLong() - since.getAsLong() > patience.toNanos()) {
                each.stuck = true;
                log.error(
                        "{} has not routed a message for {}: its clients hang. Restart the broker. It is at {}",
                        each.loop.name(),
                        readable(since.getAsLong()),
                        each.loop.stack().stream()
                                .limit(8)
                                .map(StackTraceElement::toString)
                                .collect(Collectors.joining(" < ")));
            }
        }
    }

    private void ask(Watched watched) {
        long asked = nanoTime.getAsLong();
        watched.waitingSince = OptionalLong.of(asked);
        try {
            watched.loop.roundTrip(() -> arrived(watched, asked));
        } catch (RejectedExecutionException stopping) {
            log.debug("{} takes nothing more", watched.loop.name());
        }
    }

    private void arrived(Watched watched, long asked) {
        if (watched.stuck) {
            log.info("{} routes messages again, after {}", watched.loop.name(), readable(asked));
        }
        watched.stuck = false;
        watched.waitingSince = OptionalLong.empty();
    }

    private String readable(long since) {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - since) + " s";
    }

    /** What is wrong now; empty if every loop routes. */
    public Optional<String> problem() {
        String stuck = loops.stream()
                .filter(each -> each.stuck)
                .map(each -> each.loop.name() + " has not routed a message for "
                        + each.waitingSince.stream()
                                .mapToObj(this::readable)
                                .findFirst()
                                .orElse("some time"))
                .collect(Collectors.joining("; "));
        return stuck.isEmpty() ? Optional.empty() : Optional.of(stuck + ": its clients hang; restart the broker");
    }
}
