package io.aromabridge.broker.moquette;

import io.aromabridge.broker.log.LogText;
import io.aromabridge.broker.log.RateLimitedLog;
import io.aromabridge.broker.plugin.PluginCalls;
import io.aromabridge.broker.plugin.TopicCheck;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.broker.subscriptions.Topic;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an authorizer of Moquette; as there, the user is null for an anonymous client. */
final class AuthorizerPlugin implements TopicCheck {
    private static final Logger log = LoggerFactory.getLogger(AuthorizerPlugin.class);

    private final IAuthorizatorPolicy plugin;
    private final String name;
    private final PluginCalls calls;
    private final RateLimitedLog limitedLog = new RateLimitedLog(System::nanoTime);

    AuthorizerPlugin(IAuthorizatorPolicy plugin, PluginCalls calls) {
        this.plugin = plugin;
        this.name = "authorizer plug-in " + plugin.getClass().getName();
        this.calls = calls;
    }

    @Override
    public CompletableFuture<Boolean> mayPublish(String clientId, Optional<String> user, TopicName topic) {
        return ask(
                "PUBLISH of client '" + clientId + "' on '" + topic + "' denied",
                () -> plugin.canWrite(new Topic(topic.value()), user.orElse(null), clientId));
    }

    @Override
    public CompletableFuture<Boolean> maySubscribe(String clientId, Optional<String> user, TopicFilter filter) {
        return ask(
                "SUBSCRIBE of client '" + clientId + "' to '" + filter + "' denied",
                () -> plugin.canRead(new Topic(filter.value()), user.orElse(null), clientId));
    }

    @Override
    public CompletableFuture<Boolean> mayReceive(String clientId, Optional<String> user, TopicName topic) {
        return calls.ask(
                name,
                "PUBLISH to client '" + clientId + "' on '" + topic + "' not delivered",
                () -> plugin.canRead(new Topic(topic.value()), user.orElse(null), clientId));
    }

    private CompletableFuture<Boolean> ask(String consequence, BooleanSupplier question) {
        return calls.ask(name, consequence, () -> {
            boolean may = question.getAsBoolean();
            if (!may) {
                limitedLog.write(omitted -> log.info("{}: {}{}", name, LogText.printable(consequence), omitted));
            }
            return may;
        });
    }
}
