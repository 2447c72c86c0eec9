package io.aromabridge.bridge.queue;

/** A message is not taken, because a queue that refuses is full. */
public final class QueueFullException extends Exception {
    QueueFullException(String message) {
        super(message);
    }
}
