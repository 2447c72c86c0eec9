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
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Of 2016 (Murano's getting-started guide for MQTT; seed 004). A device without a token connects anonymously with its
 * identity as client identifier, subscribes {@code activate/IDENTITY} and publishes its identity on {@code activate}. With
 * one it connects with its identity as user name and client identifier, and has all topics {@code IDENTITY/RESOURCE}.
 */
record ClassicDialect() implements Dialect {
    private static final String ACTIVATE = "activate";
    private static final String REPLY = ACTIVATE + "/";

    @Override
    public List<ChannelHandler> handlers(Supplier<Product> product) {
        return List.of();
    }

    @Override
    public AuthenticationResult login(Supplier<Product> product, Credentials credentials) {
        String user = credentials.userName().orElse("");
        if (user.isEmpty()) {
            return new AuthenticationResult.Accepted(Principal.anonymous());
        }
        Optional<ProductDevice> device = product.get().device(user);
        byte[] password = credentials.password().orElse(new byte[0]);
        if (device.isEmpty() || !Token.matches(device.get(), password)) {
            return new AuthenticationResult.Refused(
                    AuthenticationResult.Answer.BAD_USER_NAME_OR_PASSWORD,
                    device.isEmpty()
                            ? "there is no device '" + user + "' in this product"
                            : "that is not the token of device '" + user + "', which is "
                                    + device.get().status());
        }
        if (!credentials.clientId().equals(user)) {
            return new AuthenticationResult.Refused(
                    AuthenticationResult.Answer.NOT_AUTHORIZED,
                    "the client identifier of device '" + user + "' must be its identity, as its user name is");
        }
        return Dialect.accepted(product, device.get());
    }

    @Override
    public boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
        return principal.user().isPresent()
                ? isBelow(principal.name(), filter.value())
                // A client may call itself + or #.
                : filter.value().equals(REPLY + clientId) && !filter.hasWildcard();
    }

    @Override
    public boolean mayPublish(Principal principal, String clientId, TopicName topic) {
        return principal.user().isPresent()
                ? isBelow(principal.name(), topic.value())
                : topic.value().equals(ACTIVATE);
    }

    @Override
    public boolean mayReceive(Principal principal, String clientId, TopicName topic) {
        return principal.user().isPresent()
                ? isBelow(principal.name(), topic.value())
                : topic.value().equals(REPLY + clientId);
    }

    private static boolean isBelow(String identity, String topic) {
        return topic.startsWith(identity + "/");
    }

    @Override
    public Request read(Principal principal, String clientId, Message message) {
        Optional<String> text = PayloadText.of(message.payload());
        if (principal.user().isEmpty()) {
            return text.equals(Optional.of(clientId))
                    ? new Activate(clientId, clientId)
                    : new Misunderstood(
                            clientId, "it asks to activate with a payload that is not its client identifier");
        }
        String identity = principal.name();
        String alias = message.topic().value().substring(identity.length() + 1);
        return text.isPresent()
                ? new Report(identity, List.of(new Value(alias, Optional.empty(), text.get())))
                : new Misunderstood(clientId, "its value on " + message.topic() + " is not UTF-8, and is not stored");
    }

    @Override
    public Message token(String identity, String token) {
        return Message.of(REPLY + identity, token, QoS.AT_MOST_ONCE);
    }

    @Override
    public Message written(String identity, String alias, Point point) {
        return Message.of(identity + "/" + alias, point.value(), QoS.AT_LEAST_ONCE);
    }

    @Override
    public boolean subscribesImplicitly() {
        return false;
    }
}
