package io.aromabridge.testing.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogLinesTest {
    private static final Logger log = LoggerFactory.getLogger("io.aromabridge.sample.Part");
    private static final ch.qos.logback.classic.Logger parent =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.aromabridge.sample");

    @Test
    void keepsWhatIsLoggedBelowItsLogger() throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.sample")) {
            log.debug("too little");
            log.info("first {}", 1);
            log.warn("second", new IllegalStateException("cause"));
            assertEquals("WARN second", lines.await("sec"));
            assertEquals(List.of("first 1", "second"), lines.texts());
            assertEquals(List.of("first 1"), lines.lines(Level.INFO));
            assertEquals(List.of("second"), lines.warnings());
            LogLine first = lines.all().get(0);
            assertEquals("first {} of io.aromabridge.sample.Part", first.pattern() + " of " + first.logger());
            assertTrue(lines.all().get(1).thrown().isPresent());
            assertEquals(List.of(), lines.rest());
        }
    }

    @Test
    void waitsForALineThatIsLoggedLater() throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.sample")) {
            Thread later = new Thread(() -> log.warn("later"), "later");
            later.start();
            assertEquals("later", lines.await(Level.WARN));
            assertEquals("later", lines.all().get(0).thread());
            later.join();
        }
    }

    @Test
    void leavesTheLoggerAsItWas() {
        LogLines first = LogLines.of("io.aromabridge.sample", Level.DEBUG);
        LogLines second = LogLines.of("io.aromabridge.sample", Level.ERROR);
        assertFalse(parent.isAdditive(), "the console does not have it");
        first.close();
        log.warn("not for the second");
        log.error("for the second");
        assertEquals(List.of("for the second"), second.texts());
        second.close();
        assertTrue(parent.isAdditive());
        assertEquals(null, parent.getLevel());
    }
}
