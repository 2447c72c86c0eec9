package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aromabridge.core.time.Timers;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DiskTroubleTest {
    private final IOException full = new IOException("No space left on device");

    private final Logger logger = (Logger) LoggerFactory.getLogger(DurableQueue.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final HandMovedTimers timers = new HandMovedTimers();
    private final DiskTrouble trouble = new DiskTrouble("q", timers);

    DiskTroubleTest() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void detach() {
        logger.detachAppender(lines);
    }

    private long said(String text) {
        return lines.list.stream()
                .filter(line -> line.getFormattedMessage().contains(text))
                .count();
    }

    @Test
    void aDiskThatTakesSomeAndRefusesSomeIsOneWarning() {
        for (int i = 0; i < 50; i++) {
            trouble.failed(full);
            trouble.healthy();
            timers.pass(Duration.ofMillis(100));
        }
        assertEquals(1, said("cannot be written (No space left on device)"));
        assertEquals(0, said("written again"));
        timers.pass(Duration.ofSeconds(11));
        assertEquals(1, said("written again"));
        trouble.failed(full);
        assertEquals(2, said("cannot be written"));
    }

    @Test
    void aFileSystemSpeaksWithoutTheNamesOfClasses() {
        assertEquals(
                "Read-only file system",
                DiskTrouble.words(new FileSystemException("f", null, "Read-only file system")));
        assertEquals("java.io.IOException", DiskTrouble.words(new IOException()));
    }

    private static final class HandMovedTimers implements Timers {
        private record Due(Instant at, Runnable task) {}

        private final List<Due> waiting = new ArrayList<>();
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Scheduled after(Duration delay, Runnable task) {
            waiting.add(new Due(now.plus(delay), task));
            return () -> {};
        }

        void pass(Duration time) {
            now = now.plus(time);
            List<Due> due = waiting.stream().filter(d -> !d.at().isAfter(now)).toList();
            waiting.removeAll(due);
            due.forEach(d -> d.task().run());
        }
    }
}
