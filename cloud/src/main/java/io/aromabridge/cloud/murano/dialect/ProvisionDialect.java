package io.aromabridge.cloud.murano.dialect;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.cloud.murano.dialect.Request.Activate;
import io.aromabridge.cloud.murano.dialect.Request.Misunderstood;
import io.aromabridge.cloud.murano.dialect.Request.Report;
import io.aromabridge.cloud.murano.dialect.Request.Value;
import io.aromabridge.cloud.murano.product.Point;
import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductDevice;
import io.aromabridge.cloud.murano.product.Token;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.netty.channel.ChannelHandler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Of 2017 and later (Exosite's MQTT device API). A device without a token connects with empty credentials and publishes
 * nothing on {@code $provision/IDENTITY}; the token comes back on that topic, without a subscription. With one it connects
 * with the token as password of an empty user name, publishes on {@code $resource/ALIAS} or {@code $resource.batch}, and
 * gets what the platform writes on {@code $resource/ALIAS/MICROSECONDS}.
 */
record ProvisionDialect() implements Dialect {
    private static final String PROVISION = "$provision/";
    private static final String RESOURCE = "$resource/";
    private static final String BATCH = "$resource.batch";

    @Override
    public List<ChannelHandler> handlers(Supplier<Product> product) {
        return List.of(new ProvisionPackets(product));
    }

    @Override
    public AuthenticationResult login(Supplier<Product> product, Credentials credentials) {
        byte[] token = credentials.password().orElse(new byte[0]);
        if (!credentials.userName().orElse("").isEmpty()) {
            return new AuthenticationResult.Refused(
                    AuthenticationResult.Answer.BAD_USER_NAME_OR_PASSWORD,
                    "the devices of this product have an empty user name, and their token as password");
        }
        if (token.length == 0) {
            return new AuthenticationResult.Accepted(Principal.anonymous());
        }
        Optional<ProductDevice> device = Token.owner(product.get(), token);
        if (device.isEmpty()) {
            return new AuthenticationResult.Refused(
                    AuthenticationResult.Answer.BAD_USER_NAME_OR_PASSWORD, "its password is not the token of a device");
        }
        if (!credentials.clientId().equals(device.get().identity())) {
            return new AuthenticationResult.Refused(
                    AuthenticationResult.Answer.NOT_AUTHORIZED,
                    "the client identifier of device '" + device.get().identity() + "' must be empty, or its identity");
        }
        return Dialect.accepted(product, device.get());
    }

    @Override
    public boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
        // What there is to have comes without.
        return false;
    }

    @Override
    public boolean mayPublish(Principal principal, String clientId, TopicName topic) {
        String prefix = principal.user().isPresent() ? RESOURCE : PROVISION;
        boolean batch = principal.user().isPresent() && topic.value().equals(BATCH);
        return batch || (topic.levels() == 2 && topic.value().startsWith(prefix));
    }

    @Override
    public boolean mayReceive(Principal principal, String clientId, TopicName topic) {
        return topic.value().startsWith(principal.user().isPresent() ? RESOURCE : PROVISION);
    }

    @Override
    public Request read(Principal principal, String clientId, Message message) {
        String topic = message.topic().value();
        if (principal.user().isEmpty()) {
            return new Activate(clientId, topic.substring(PROVISION.length()));
        }
        Optional<String> text = PayloadText.of(message.payload());
        if (text.isEmpty()) {
            return new Misunderstood(clientId, "its value on " + topic + " is not UTF-8, and is not stored");
        }
        if (!topic.equals(BATCH)) {
            return new Report(
                    principal.name(),
                    List.of(new Value(topic.substring(RESOURCE.length()), Optional.empty(), text.get())));
        }
        try {
            return new Report(principal.name(), ResourceBatch.read(text.get()));
        } catch (IllegalArgumentException e) {
            return new Misunderstood(clientId, "its " + BATCH + " is not stored: " + e.getMessage());
        }
    }

    @Override
    public Message token(String identity, String token) {
        return Message.of(PROVISION + identity, token, QoS.AT_MOST_ONCE);
    }

    @Override
    public Message written(String identity, String alias, Point point) {
        // What gets lost comes again: it is pending until the device publishes a value of its own.
        return Message.of(
                RESOURCE + alias + "/" + ChronoUnit.MICROS.between(Instant.EPOCH, point.at()),
                point.value(),
                QoS.AT_MOST_ONCE);
    }

    @Override
    public boolean subscribesImplicitly() {
        return true;
    }
}
