package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What the bridge logs from INFO up, so that a test can wait for it and look at its level. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final LinkedBlockingQueue<ILoggingEvent> events = new LinkedBlockingQueue<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.aromabridge.bridge");

    /** Listens from now on. */
    public LogLines() {
        logger.setLevel(Level.INFO);
        logger.addAppender(this);
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** The next line with this in it, as "LEVEL text". */
    public String await(String part) throws InterruptedException {
        List<String> others = new ArrayList<>();
        while (true) {
            ILoggingEvent event = events.poll(10, TimeUnit.SECONDS);
            assertNotNull(event, "no line with \"" + part + "\" among " + others);
            String line = event.getLevel() + " " + event.getFormattedMessage();
            if (line.contains(part)) {
                return line;
            }
            others.add(line);
        }
    }

    /** The lines so far that a person should do something about. */
    public List<String> warnings() {
        return events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
