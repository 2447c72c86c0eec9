package io.aromabridge.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What arrives is counted by publisher and number. */
class ReceiptsTest {
    private final Receipts receipts = new Receipts(2, 3);

    private String counts() {
        return receipts.received() + " received, " + receipts.duplicates() + " again, " + receipts.outOfOrder()
                + " out of order";
    }

    @Test
    void everythingOnceAndInOrderIsComplete() {
        for (int number = 0; number < 3; number++) {
            assertTrue(receipts.add(0, number));
            assertFalse(receipts.isComplete());
            assertTrue(receipts.add(1, number));
        }
        assertTrue(receipts.isComplete());
        assertEquals("6 received, 0 again, 0 out of order", counts());
    }

    @Test
    void whatComesAgainMakesNothingComplete() {
        receipts.add(0, 0);
        assertFalse(receipts.add(0, 0));
        assertFalse(receipts.add(0, 0));
        receipts.add(0, 1);
        receipts.add(1, 0);
        receipts.add(1, 1);
        assertFalse(receipts.isComplete());
        assertEquals("4 received, 2 again, 0 out of order", counts());
    }

    @Test
    void anEarlierOneAfterALaterIsOutOfOrder() {
        receipts.add(0, 2);
        receipts.add(0, 0);
        receipts.add(0, 1);
        assertEquals("3 received, 0 again, 2 out of order", counts());
    }

    @Test
    void aGapIsNotOutOfOrder() {
        receipts.add(0, 0);
        receipts.add(0, 2);
        assertEquals("2 received, 0 again, 0 out of order", counts());
    }

    @Test
    void aRepetitionOfAnEarlierOneIsADuplicateOnly() {
        receipts.add(0, 0);
        receipts.add(0, 1);
        receipts.add(0, 0);
        assertEquals("2 received, 1 again, 0 out of order", counts());
    }

    @Test
    void publishersHaveAnOrderOfTheirOwn() {
        receipts.add(0, 2);
        receipts.add(1, 0);
        assertEquals("2 received, 0 again, 0 out of order", counts());
    }

    @Test
    void numbersThatWereNeverSentAreNotKnown() {
        assertTrue(receipts.knows(1, 2));
        assertFalse(receipts.knows(2, 0));
        assertFalse(receipts.knows(-1, 0));
        assertFalse(receipts.knows(0, 3));
        assertFalse(receipts.knows(0, -1));
    }
}
