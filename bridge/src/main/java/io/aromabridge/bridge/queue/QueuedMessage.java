package io.aromabridge.bridge.queue;

import io.aromabridge.core.message.Message;
import java.time.Duration;
import java.util.Optional;

/**
 * One message on its way over a link.
 *
 * @param original as it came from the other side; the journal knows it by this object
 * @param message as a route made it, to be published
 * @param timeToLive how long after it came it is still worth sending; empty for ever
 */
public record QueuedMessage(Message original, Message message, Optional<Duration> timeToLive) {
    /** One that is always worth sending. */
    public QueuedMessage(Message original, Message message) {
        this(original, message, Optional.empty());
    }
}
