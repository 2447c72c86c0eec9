package io.aromabridge.core.message;

import java.util.concurrent.CompletionStage;

/** A receiver of messages: the local broker, a bridge's queue, a device. */
@FunctionalInterface
public interface MessageSink {
    /**
     * Hands over one message. Never blocks and never throws.
     *
     * @return completes once the receiver is responsible for the message, so that its sender can be acknowledged;
     *     exceptionally if it refuses the message
     */
    CompletionStage<Void> accept(Message message);
}
