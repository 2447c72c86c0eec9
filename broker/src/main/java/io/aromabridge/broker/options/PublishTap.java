package io.aromabridge.broker.options;

import io.aromabridge.core.message.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gets every message of a listener's clients before the broker routes it: for example to write it to a bridge's queue.
 */
@FunctionalInterface
public interface PublishTap {
    /**
     * Called once for each PUBLISH that the {@code Authorizer} allows, in the order in which a client sends them, and for
     * its will; not for a PUBLISH of QoS 2 that repeats an earlier one, nor for what {@code MqttBroker.publish} brings in.
     * Called on the event loop of the client's connection: it must neither block nor throw. Further messages come before
     * the earlier ones are complete.
     *
     * @return completes once the message is safe: then it is routed to its subscribers and acknowledged. If it completes
     *     exceptionally, the message is neither routed nor acknowledged, and its publisher is disconnected
     */
    CompletionStage<Void> onPublish(Message message);

    /** No tap: every message is routed at once. */
    static PublishTap none() {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        return unused -> done;
    }
}
