package io.aromabridge.broker.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/** What the broker and Netty log from WARN upwards: counted by kind, and what must not be there in full. */
final class LogWatch implements AutoCloseable {
    private static final List<String> LOGGERS = List.of("io.aromabridge", "io.netty");
    private static final int KEPT = 20;

    private final Keeper keeper = new Keeper();

    // guarded by keeper
    private final Map<String, Integer> warnings = new TreeMap<>();
    private final List<String> bad = new ArrayList<>();

    LogWatch() {
        keeper.start();
        for (String each : LOGGERS) {
            Logger logger = (Logger) LoggerFactory.getLogger(each);
            logger.setLevel(Level.WARN);
            logger.setAdditive(false);
            logger.addAppender(keeper);
        }
    }

    /** Errors, anything of Netty's, and lines that a stranger has broken in two. */
    List<String> bad() {
        synchronized (keeper) {
            return List.copyOf(bad);
        }
    }

    /** How often each kind of warning was there. */
    Map<String, Integer> warnings() {
        synchronized (keeper) {
            return new TreeMap<>(warnings);
        }
    }

    @Override
    public void close() {
        for (String each : LOGGERS) {
            Logger logger = (Logger) LoggerFactory.getLogger(each);
            logger.detachAppender(keeper);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
        keeper.stop();
    }

    private final class Keeper extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String text = event.getFormattedMessage();
            boolean broken = text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
            boolean error = event.getLevel().isGreaterOrEqual(Level.ERROR)
                    || event.getLoggerName().startsWith("io.netty");
            if ((broken || error) && bad.size() < KEPT) {
                bad.add(event.getLevel() + " " + event.getLoggerName() + ": " + text
                        + (event.getThrowableProxy() == null
                                ? ""
                                : " "
                                        + ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(
                                                event.getThrowableProxy())));
            }
            warnings.merge(event.getMessage() + cause(event), 1, Integer::sum);
        }

        private String cause(ILoggingEvent event) {
            return event.getThrowableProxy() == null
                    ? ""
                    : " with " + event.getThrowableProxy().getClassName();
        }
    }
}
