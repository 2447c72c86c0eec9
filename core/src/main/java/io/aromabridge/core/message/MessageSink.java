package io.aromabridge.core.message;

import java.util.concurrent.CompletionStage;

/** Takes messages on: the local broker to route, a bridge's queue to keep, a device to obey. */
@FunctionalInterface
public interface MessageSink {
    /**
     * Hands one message over. Never blocks and never throws.
     *
     * @return completes once the receiver answers for the message, so that its sender may be acknowledged;
     *     exceptionally if it does not take it
     */
    CompletionStage<Void> accept(Message message);
}
