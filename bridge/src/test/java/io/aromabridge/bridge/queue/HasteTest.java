package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HasteTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Haste haste = new Haste(now::get);

    private void write(Duration takes) {
        haste.measure(() -> now.addAndGet(takes.toNanos()));
    }

    @Test
    void isAllowedWhileWritingIsQuick() {
        for (int i = 0; i < 100; i++) {
            assertTrue(haste.isAllowed(), "write " + i);
            write(Duration.ofMillis(19));
        }
    }

    @Test
    void isNotAllowedForTenSecondsAfterAWriteThatTookLong() {
        write(Duration.ofMillis(20));
        assertFalse(haste.isAllowed(), "at once");
        now.addAndGet(Duration.ofMillis(9999).toNanos());
        assertFalse(haste.isAllowed(), "almost 10 s later");
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertTrue(haste.isAllowed(), "10 s later");
        write(Duration.ofMillis(1));
        assertTrue(haste.isAllowed(), "it stays so");
    }
}
