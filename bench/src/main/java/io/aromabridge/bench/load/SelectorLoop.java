package io.aromabridge.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Waits for the connections of a selector and lets each participant deal with its own. */
final class SelectorLoop {
    /** What comes once everything has come is a duplicate: so long they are waited for. */
    static final long AFTERMATH_NANOS = 50_000_000;

    private SelectorLoop() {}

    /** Waits at most so long; 0 does not wait. True if there was anything. */
    static boolean serve(Selector selector, long millis) throws IOException {
        int ready = millis == 0 ? selector.selectNow() : selector.select(millis);
        for (SelectionKey key : selector.selectedKeys()) {
            Participant participant = (Participant) key.attachment();
            try {
                participant.ready();
            } catch (IOException e) {
                throw new IOException(participant.name() + ": " + e.getMessage(), e);
            }
        }
        selector.selectedKeys().clear();
        return ready > 0;
    }

    /** Goes on for a moment, to see what should not come. */
    static void aftermath(Selector selector) throws IOException {
        long end = System.nanoTime() + AFTERMATH_NANOS;
        while (System.nanoTime() < end) {
            serve(selector, 5);
        }
    }
}
