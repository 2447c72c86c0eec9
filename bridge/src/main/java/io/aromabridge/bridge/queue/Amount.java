package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.Batch;
import java.util.Collection;
import java.util.Optional;

/**
 * How much is to be written.
 *
 * @param records messages and marks
 * @param bytes that they take in the log at most, if each message makes another go
 */
record Amount(int records, int bytes) {
    private static final int LITTLE_RECORDS = 64;
    private static final int LITTLE_BYTES = 64 * 1024;

    /** Of these, if it is so little that writing it is done in a moment. */
    static Optional<Amount> ofLittle(Collection<Slot> messages, Collection<Slot> marks) {
        int records = messages.size() + marks.size();
        if (records > LITTLE_RECORDS) {
            return Optional.empty();
        }
        long bytes = Batch.goneBytes(records);
        for (Slot slot : messages) {
            bytes += Batch.messageBytes(slot.bytes);
        }
        return bytes > LITTLE_BYTES ? Optional.empty() : Optional.of(new Amount(records, (int) bytes));
    }
}
