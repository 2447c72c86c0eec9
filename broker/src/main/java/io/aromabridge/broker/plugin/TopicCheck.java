package io.aromabridge.broker.plugin;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Decides about topics beside the listener's {@code Authorizer}, and may take its time. The user is empty for an anonymous
 * client. Each answer completes normally, on any thread, within a bounded time; called on event loops: must not block.
 */
public interface TopicCheck {
    /** Whether a client may publish on a topic. */
    CompletableFuture<Boolean> mayPublish(String clientId, Optional<String> user, TopicName topic);

    /** Whether a client may have a subscription. */
    CompletableFuture<Boolean> maySubscribe(String clientId, Optional<String> user, TopicFilter filter);

    /** Whether a client may have a message on a topic. */
    CompletableFuture<Boolean> mayReceive(String clientId, Optional<String> user, TopicName topic);
}
