package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.RecordBatch;
import java.util.Collection;
import java.util.Optional;

/**
 * How much is to be written.
 *
 * @param records messages and tombstones
 * @param bytes that they take in the log at most, if each message makes another go
 */
record Amount(int records, int bytes) {
    private static final int LITTLE_RECORDS = 64;
    private static final int LITTLE_BYTES = 64 * 1024;

    /** Of these, if it is so little that writing it is done in a moment. */
    static Optional<Amount> ofLittle(Collection<QueueEntry> messages, Collection<QueueEntry> tombstones) {
        int records = messages.size() + tombstones.size();
        if (records > LITTLE_RECORDS) {
            return Optional.empty();
        }
        long bytes = RecordBatch.tombstoneBytes(records);
        for (QueueEntry entry : messages) {
            bytes += RecordBatch.messageBytes(entry.bytes);
        }
        return bytes > LITTLE_BYTES ? Optional.empty() : Optional.of(new Amount(records, (int) bytes));
    }
}
