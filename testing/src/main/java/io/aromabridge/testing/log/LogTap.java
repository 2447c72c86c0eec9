package io.aromabridge.testing.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Hands over each line of a logger, and of those below it, as it is logged. The one class that knows Logback. */
public final class LogTap implements AutoCloseable {
    private final Logger logger;
    private final Tap tap;

    private LogTap(Logger logger, Tap tap) {
        this.logger = logger;
        this.tap = tap;
    }

    /**
     * Diverts the lines of a logger: they reach the consumer, and no longer the console. The logger is as verbose as is
     * asked for. Both end when the last tap of the logger is closed.
     *
     * @param name of the logger
     * @param from the lowest level
     * @param consumer called on the thread that logs, one line at a time
     */
    public static LogTap divert(String name, org.slf4j.event.Level from, Consumer<LogLine> consumer) {
        LoggerContext context = context(binding());
        Logger logger = context.getLogger(name);
        synchronized (context) {
            Level level = Level.convertAnSLF4JLevel(from);
            Tap tap = new Tap(level, consumer, others(logger).orElse(Before.of(logger)));
            if (!logger.isEnabledFor(level)) {
                logger.setLevel(level);
            }
            logger.setAdditive(false);
            return attached(context, logger, tap);
        }
    }

    /** Listens to all lines from WARN up; nothing else changes. */
    static LogTap warnings(ILoggerFactory binding, Consumer<LogLine> consumer) {
        LoggerContext context = context(binding);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        synchronized (context) {
            return attached(context, root, new Tap(Level.WARN, consumer, Before.of(root)));
        }
    }

    private static LogTap attached(LoggerContext context, Logger logger, Tap tap) {
        tap.setContext(context);
        tap.start();
        logger.addAppender(tap);
        return new LogTap(logger, tap);
    }

    /** slf4j has this lock while it looks for its binding; without it, a caller meanwhile gets a substitute. */
    @SuppressWarnings("LockOnNonEnclosingClassLiteral")
    static ILoggerFactory binding() {
        synchronized (LoggerFactory.class) {
            return LoggerFactory.getILoggerFactory();
        }
    }

    private static LoggerContext context(ILoggerFactory binding) {
        if (!(binding instanceof LoggerContext context)) {
            throw new IllegalStateException(
                    "slf4j is bound to " + binding.getClass().getName());
        }
        return context;
    }

    @Override
    public void close() {
        synchronized (logger.getLoggerContext()) {
            logger.detachAppender(tap);
            tap.stop();
            if (others(logger).isEmpty()) {
                logger.setLevel(tap.before.level());
                logger.setAdditive(tap.before.additive());
            }
        }
    }

    /** What the logger was like before the first of its taps, if it has one. */
    private static Optional<Before> others(Logger logger) {
        for (Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders(); all.hasNext(); ) {
            if (all.next() instanceof Tap other) {
                return Optional.of(other.before);
            }
        }
        return Optional.empty();
    }

    private record Before(@Nullable Level level, boolean additive) {
        static Before of(Logger logger) {
            return new Before(logger.getLevel(), logger.isAdditive());
        }
    }

    private static final class Tap extends AppenderBase<ILoggingEvent> {
        private final Level from;
        private final Consumer<LogLine> consumer;
        private final Before before;

        Tap(Level from, Consumer<LogLine> consumer, Before before) {
            this.from = from;
            this.consumer = consumer;
            this.before = before;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(from)) {
                consumer.accept(new LogLine(
                        org.slf4j.event.Level.valueOf(event.getLevel().toString()),
                        event.getLoggerName(),
                        event.getThreadName(),
                        event.getMessage(),
                        event.getFormattedMessage(),
                        event.getThrowableProxy() instanceof ThrowableProxy proxy
                                ? Optional.of(proxy.getThrowable())
                                : Optional.empty()));
            }
        }
    }
}
