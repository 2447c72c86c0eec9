package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.Place;
import io.aromabridge.bridge.log.Segment;
import io.aromabridge.bridge.log.Stored;
import io.aromabridge.core.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One message in a queue, from when it comes until it is done with. Guarded by the lock of its queue. */
final class Slot {
    /** How far it is. */
    enum State {
        /** It came, and is not in the queue yet. */
        NEW,
        /** It may be read. */
        WAITING,
        /** The link has it. */
        IN_FLIGHT,
        /** It is done with. */
        GONE
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
    @Nullable Outbound outbound;
    /** Where it is on the disk; empty in memory, and before it is written. */
    @Nullable Place place;
    /** Its sender waits for room, and not for ever. */
    boolean withheld;
    /** Who waits for the queue's answer. */
    @Nullable CompletableFuture<Void> promise;

    private Slot(long position, long since, long expires, Message message) {
        this.position = position;
        this.since = since;
        this.expires = expires;
        this.bytes = message.topic().value().getBytes(StandardCharsets.UTF_8).length
                + message.payload().length();
        this.topicHash = TopicHash.of(message.topic());
    }

    /** One that just came. */
    static Slot of(long position, long now, Outbound outbound, CompletableFuture<Void> promise) {
        long expires = outbound.timeToLive().map(ttl -> now + ttl.toMillis()).orElse(Stored.FOREVER);
        Slot slot = new Slot(position, now, expires, outbound.message());
        slot.outbound = outbound;
        slot.promise = promise;
        return slot;
    }

    /** One that was found on the disk. */
    static Slot of(Stored stored, Place place) {
        Slot slot = new Slot(stored.position(), stored.since(), stored.expires(), stored.message());
        slot.place = place;
        return slot;
    }

    Optional<Outbound> outbound() {
        return Optional.ofNullable(outbound);
    }

    /** As the log keeps it. */
    Stored stored(Outbound body) {
        return new Stored(position, since, expires, body.message());
    }

    boolean liesIn(Segment segment) {
        Place there = place;
        return there != null && there.segment().equals(segment);
    }

    /** What is on the disk of it is not wanted any more. */
    void release() {
        Place there = place;
        place = null;
        if (there != null) {
            there.release();
        }
    }

    /** Answers whoever waits, once. Not under a lock: they may append again. */
    void answer() {
        CompletableFuture<Void> waiting = promise;
        promise = null;
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** Tells whoever waits that it is not taken. */
    void refuse(Exception reason) {
        CompletableFuture<Void> waiting = promise;
        promise = null;
        if (waiting != null) {
            waiting.completeExceptionally(reason);
        }
    }
}
