package io.aromabridge.simulator.mqtt;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What a class logged while this was open. */
public final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String NOTHING = "nothing for 10 s";

    private final Logger logger;
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Listens to the logger of a class. */
    public LogCapture(Class<?> type) {
        logger = (Logger) LoggerFactory.getLogger(type);
        logger.addAppender(this);
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
        lines.add(event.getFormattedMessage());
    }

    /** Waits for the next line of any level; all lines are handed out in their order. */
    String next() throws InterruptedException {
        String line = lines.poll(10, TimeUnit.SECONDS);
        return line == null ? NOTHING : line;
    }

    /** Waits for a line with this in it; lines before it are forgotten. */
    public void await(String part) throws InterruptedException {
        String line = next();
        while (!line.contains(part)) {
            if (line.equals(NOTHING)) {
                throw new AssertionError("no line with \"" + part + "\" among " + events);
            }
            line = next();
        }
    }

    /** The lines of one level. */
    public List<String> lines(Level level) {
        return events.stream()
                .filter(e -> e.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
