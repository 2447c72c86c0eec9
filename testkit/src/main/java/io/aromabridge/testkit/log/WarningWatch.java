package io.aromabridge.testkit.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Keeps what Aromabridge and its broker's engine log at WARN and ERROR. A line belongs to a testbed by the thread that
 * writes it: its own threads are in one group. Lines of threads that are in no testbed's group count for every testbed
 * that is open.
 *
 * <p>The one class that needs Logback.
 */
public final class WarningWatch implements AutoCloseable {
    private static final List<String> WATCHED = List.of("io.aromabridge", "io.moquette", "io.netty");

    private final ThreadGroup group;
    private final Logger root;
    private final Keeper keeper = new Keeper();

    // guarded by keeper
    private final List<String> lines = new ArrayList<>();

    private WarningWatch(ThreadGroup group, Logger root) {
        this.group = group;
        this.root = root;
    }

    /**
     * Watches from now on.
     *
     * @param group the threads of the testbed; the groups of all testbeds have the same name
     * @throws IllegalStateException if slf4j is bound to something else than Logback
     */
    public static WarningWatch of(ThreadGroup group) {
        return of(group, binding());
    }

    /** slf4j holds this lock while it looks for its binding; whoever asks meanwhile, without it, gets a substitute. */
    @SuppressWarnings("LockOnNonEnclosingClassLiteral")
    private static ILoggerFactory binding() {
        synchronized (LoggerFactory.class) {
            return LoggerFactory.getILoggerFactory();
        }
    }

    static WarningWatch of(ThreadGroup group, ILoggerFactory binding) {
        if (!(binding instanceof LoggerContext context)) {
            throw new IllegalStateException("noWarnings needs Logback behind slf4j, and there is "
                    + binding.getClass().getName() + "; add ch.qos.logback:logback-classic to the test classpath,"
                    + " or leave noWarnings out");
        }
        WarningWatch watch = new WarningWatch(group, context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
        watch.keeper.setContext(context);
        watch.keeper.start();
        watch.root.addAppender(watch.keeper);
        return watch;
    }

    /** What was logged since the last call; empty for a healthy run. */
    public List<String> take() {
        synchronized (keeper) {
            List<String> taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }
    }

    @Override
    public void close() {
        root.detachAppender(keeper);
        keeper.stop();
    }

    private final class Keeper extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            boolean watched = WATCHED.stream().anyMatch(event.getLoggerName()::startsWith);
            if (watched && event.getLevel().isGreaterOrEqual(Level.WARN) && isOurs()) {
                synchronized (keeper) {
                    lines.add(event.getLevel() + " [" + event.getThreadName() + "] " + event.getLoggerName() + ": "
                            + event.getFormattedMessage());
                }
            }
        }
    }

    private boolean isOurs() {
        for (ThreadGroup at = Thread.currentThread().getThreadGroup(); at != null; at = at.getParent()) {
            if (at == group) {
                return true;
            }
            if (at.getName().equals(group.getName())) {
                return false;
            }
        }
        return true;
    }
}
