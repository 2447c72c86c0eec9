package io.aromabridge.bench.load;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;

/** Counts what arrives: every message by its publisher and its number there. */
final class Receipts {
    private final int messages;
    private final BitSet[] seen;
    private final int[] latest;
    private int received;
    private int duplicates;
    private int outOfOrder;

    /**
     * Nothing has arrived yet.
     *
     * @param messages of each publisher
     */
    Receipts(int publishers, int messages) {
        this.messages = messages;
        this.seen =
                Stream.generate(() -> new BitSet(messages)).limit(publishers).toArray(BitSet[]::new);
        this.latest = new int[publishers];
        Arrays.fill(latest, -1);
    }

    /** Whether there are a publisher and a message of these numbers. */
    boolean knows(int publisher, int number) {
        return publisher >= 0 && publisher < seen.length && number >= 0 && number < messages;
    }

    /** One more has arrived; true if it did for the first time. */
    boolean add(int publisher, int number) {
        if (seen[publisher].get(number)) {
            duplicates++;
            return false;
        }
        seen[publisher].set(number);
        received++;
        if (number < latest[publisher]) {
            outOfOrder++;
        } else {
            latest[publisher] = number;
        }
        return true;
    }

    boolean isComplete() {
        return received == messages * seen.length;
    }

    int received() {
        return received;
    }

    int duplicates() {
        return duplicates;
    }

    int outOfOrder() {
        return outOfOrder;
    }
}
