package io.aromabridge.broker.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The line of logins that wait to be checked. */
class LoginQueueTest {
    private static final SourceNetwork FLOOD = new SourceNetwork("flood");
    private static final SourceNetwork GOOD = new SourceNetwork("good");

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> checked = new ArrayList<>();
    private final LoginQueue logins = new LoginQueue(threads::add, 1);

    private boolean submit(SourceNetwork origin, String name) {
        return logins.submit(origin, 0, () -> checked.add(name));
    }

    private void run() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    @Test
    void everyAddressHasItsTurnWhateverWaitsFromAnother() {
        for (int i = 1; i <= 4; i++) {
            assertTrue(submit(FLOOD, "flood " + i));
        }
        assertTrue(submit(GOOD, "good 1"));
        assertTrue(submit(GOOD, "good 2"));
        run();
        assertEquals(List.of("flood 1", "good 1", "flood 2", "good 2", "flood 3", "flood 4"), checked);
    }

    @Test
    void whatOneAddressMayHoldIsBoundedAndAnotherStillHasRoom() {
        int taken = 0;
        while (submit(FLOOD, "flood")) {
            taken++;
        }
        assertEquals(LoginQueue.MAX_BYTES_PER_ORIGIN / LoginQueue.MIN_BYTES, taken);
        assertTrue(submit(GOOD, "good"));
        run();
        assertEquals("good", checked.get(1));
        assertEquals(taken + 1, checked.size());
        assertTrue(submit(FLOOD, "flood"), "there is room again");
    }

    @Test
    void whatAllMayHoldIsBoundedToo() {
        int held = LoginQueue.MAX_BYTES_PER_ORIGIN - LoginQueue.MIN_BYTES;
        int origins = 0;
        while (logins.submit(new SourceNetwork("address " + origins), held, () -> checked.add("big"))) {
            origins++;
        }
        assertEquals(LoginQueue.MAX_BYTES / LoginQueue.MAX_BYTES_PER_ORIGIN, origins);
        run();
        assertEquals(origins, checked.size());
    }

    @Test
    void aSingleLoginMayBeAsLargeAsAPacket() {
        assertTrue(logins.submit(GOOD, 2 * LoginQueue.MAX_BYTES_PER_ORIGIN, () -> checked.add("huge")));
        assertFalse(submit(GOOD, "beside it"));
        run();
        assertEquals(List.of("huge"), checked);
    }

    @Test
    void aCheckThatFailsHoldsUpNobody() {
        assertTrue(logins.submit(FLOOD, 0, () -> {
            throw new IllegalStateException("on purpose");
        }));
        assertTrue(submit(GOOD, "good"));
        run();
        assertTrue(submit(GOOD, "another"));
        run();
        assertEquals(List.of("good", "another"), checked);
    }

    @Test
    void asManyRunAtATimeAsThereAreThreads() {
        LoginQueue two = new LoginQueue(threads::add, 2);
        for (int i = 0; i < 5; i++) {
            assertTrue(two.submit(GOOD, 0, () -> checked.add("x")));
        }
        assertEquals(2, threads.size());
        run();
        assertEquals(5, checked.size());
    }
}
