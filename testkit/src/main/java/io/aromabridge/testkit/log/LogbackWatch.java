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

/** A {@link WarningWatch} over Logback, and the one class that needs it. */
final class LogbackWatch implements WarningWatch {
    private static final List<String> WATCHED = List.of("io.aromabridge", "io.moquette", "io.netty");

    private final ThreadGroup group;
    private final Logger root;
    private final Keeper keeper = new Keeper();

    // guarded by keeper
    private final List<String> lines = new ArrayList<>();

    private LogbackWatch(ThreadGroup group, Logger root) {
        this.group = group;
        this.root = root;
    }

    static LogbackWatch of(ThreadGroup group) {
        return of(group, binding());
    }

    /** slf4j holds this lock while it looks for its binding; whoever asks meanwhile, without it, gets a substitute. */
    @SuppressWarnings("LockOnNonEnclosingClassLiteral")
    private static ILoggerFactory binding() {
        synchronized (LoggerFactory.class) {
            return LoggerFactory.getILoggerFactory();
        }
    }

    static LogbackWatch of(ThreadGroup group, ILoggerFactory binding) {
        if (!(binding instanceof LoggerContext context)) {
            throw new IllegalStateException(WITHOUT_LOGBACK + ": slf4j is bound to "
                    + binding.getClass().getName());
        }
        LogbackWatch watch = new LogbackWatch(group, context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
        watch.keeper.setContext(context);
        watch.keeper.start();
        watch.root.addAppender(watch.keeper);
        return watch;
    }

    @Override
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
