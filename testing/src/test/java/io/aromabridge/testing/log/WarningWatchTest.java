package io.aromabridge.testing.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/** Which lines of the log are a testbed's. */
@Isolated("its warnings would be those of every testbed that is open")
class WarningWatchTest {
    private final ThreadGroup mine = new ThreadGroup("testbed");
    private final ThreadGroup other = new ThreadGroup("testbed");

    private static void warn(ThreadGroup group, String logger) throws InterruptedException {
        Thread thread = new Thread(group, () -> LoggerFactory.getLogger(logger).warn("odd"), "writer");
        thread.start();
        thread.join();
    }

    @Test
    void areThoseOfItsThreadsAndOfNobodys() throws InterruptedException {
        try (WarningWatch watch = WarningWatch.of(mine)) {
            warn(mine, "io.aromabridge.a");
            warn(other, "io.aromabridge.b");
            warn(new ThreadGroup(mine, "below"), "io.moquette.c");
            LoggerFactory.getLogger("io.aromabridge.d").error("worse");
            LoggerFactory.getLogger("io.aromabridge.e").info("fine");
            LoggerFactory.getLogger("org.example").warn("not ours");

            assertEquals(
                    List.of(
                            "WARN [writer] io.aromabridge.a: odd",
                            "WARN [writer] io.moquette.c: odd",
                            "ERROR [" + Thread.currentThread().getName() + "] io.aromabridge.d: worse"),
                    watch.take());
            assertEquals(List.of(), watch.take());
        }
    }

    @Test
    void areNotSeenWithoutLogback() {
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> WarningWatch.of(mine, new NOPLoggerFactory()));
        assertTrue(String.valueOf(e.getMessage()).startsWith("slf4j is bound to org.slf4j.helpers."), e.getMessage());
    }
}
