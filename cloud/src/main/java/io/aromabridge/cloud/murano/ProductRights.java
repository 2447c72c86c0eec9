package io.aromabridge.cloud.murano;

import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.log.RateLimitedLog;
import io.aromabridge.cloud.murano.dialect.Dialect;
import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductDevice;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the clients of a product may do: what the dialect allows, with a line in the log for what it does not.
 *
 * @param limitedLog for these lines
 */
record ProductRights(Supplier<Product> product, Dialect dialect, RateLimitedLog limitedLog) implements Authorizer {
    private static final Logger log = LoggerFactory.getLogger(ProductRights.class);

    @Override
    public boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
        return told(
                dialect.maySubscribe(principal, clientId, filter), principal, clientId, "subscribe " + filter.value());
    }

    @Override
    public boolean mayPublish(Principal principal, String clientId, TopicName topic) {
        return told(dialect.mayPublish(principal, clientId, topic), principal, clientId, "publish on " + topic.value());
    }

    @Override
    public boolean mayReceive(Principal principal, String clientId, TopicName topic) {
        return dialect.mayReceive(principal, clientId, topic);
    }

    /** A device that was reset has to get in anonymously, though its session of before may still be there. */
    @Override
    public boolean mayTakeOver(Principal principal, Optional<String> owner) {
        return owner.isEmpty() || owner.equals(principal.user()) || !isActivated(owner.get());
    }

    private boolean isActivated(String identity) {
        return product.get().device(identity).flatMap(ProductDevice::activation).isPresent();
    }

    private boolean told(boolean may, Principal principal, String clientId, String what) {
        if (!may) {
            limitedLog.write(omitted -> log.info(
                    "product {}: client '{}' ({}) may not {}{}",
                    product.get().name(),
                    Payload.of(clientId).excerpt(100),
                    principal.user().isPresent() ? "device " + principal.name() : "anonymous",
                    Payload.of(what).excerpt(200),
                    omitted));
        }
        return may;
    }
}
