package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.RecordLocation;
import io.aromabridge.bridge.log.Segment;
import io.aromabridge.bridge.log.StoredMessage;
import io.aromabridge.core.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One message in a queue, from when it comes until it is done with. Guarded by the lock of its queue. */
final class QueueEntry {
    /** How far it is. */
    enum State {
        /** It came, and is not in the queue yet. */
        NEW,
        /** It may be read. */
        WAITING,
        /** The link has it. */
        IN_FLIGHT,
        /** It is done with. */
        REMOVED
    }

    // fixed
    final long position;
    final long since;
    final long expires;
    final int bytes;
    /** Of the topic as it is sent. */
    final int topicHash;

    State state = State.NEW;
    /** Empty for one that is on the disk only. */
    @Nullable QueuedMessage outbound;
    /** Where it is on the disk; empty in memory, and before it is written. */
    @Nullable RecordLocation location;
    /** Its sender waits for room, and not for ever. */
    boolean withheld;
    /** Who waits for the queue's answer. */
    @Nullable CompletableFuture<Void> promise;

    private QueueEntry(long position, long since, long expires, Message message) {
        this.position = position;
        this.since = since;
        this.expires = expires;
        this.bytes = message.topic().value().getBytes(StandardCharsets.UTF_8).length
                + message.payload().length();
        this.topicHash = TopicHash.of(message.topic());
    }

    /** One that just came. */
    static QueueEntry of(long position, long now, QueuedMessage outbound, CompletableFuture<Void> promise) {
        long expires = outbound.timeToLive().map(ttl -> now + ttl.toMillis()).orElse(StoredMessage.FOREVER);
        QueueEntry entry = new QueueEntry(position, now, expires, outbound.message());
        entry.outbound = outbound;
        entry.promise = promise;
        return entry;
    }

    /** One that was found on the disk. */
    static QueueEntry of(StoredMessage stored, RecordLocation location) {
        QueueEntry entry = new QueueEntry(stored.position(), stored.since(), stored.expires(), stored.message());
        entry.location = location;
        return entry;
    }

    Optional<QueuedMessage> outbound() {
        return Optional.ofNullable(outbound);
    }

    /** As the log keeps it. */
    StoredMessage stored(QueuedMessage outbound) {
        return new StoredMessage(position, since, expires, outbound.message());
    }

    boolean liesIn(Segment segment) {
        RecordLocation there = location;
        return there != null && there.segment().equals(segment);
    }

    /** What is on the disk of it is not wanted any more. */
    void release() {
        RecordLocation there = location;
        location = null;
        if (there != null) {
            there.release();
        }
    }

    /** Answers the publisher that waits, once. Not under a lock: it may append again. */
    void answer() {
        CompletableFuture<Void> waiting = promise;
        promise = null;
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** Refuses it to the publisher that waits. */
    void refuse(Exception reason) {
        CompletableFuture<Void> waiting = promise;
        promise = null;
        if (waiting != null) {
            waiting.completeExceptionally(reason);
        }
    }
}
