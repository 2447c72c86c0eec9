package io.aromabridge.cloud.murano.dialect;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.cloud.murano.product.Point;
import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductDevice;
import io.aromabridge.cloud.murano.product.Profile;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.netty.channel.ChannelHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How the devices of a product talk with the platform. Asked on event loops: it does not block. */
public interface Dialect {
    /** That of a profile. */
    static Dialect of(Profile profile) {
        return switch (profile) {
            case CLASSIC -> new ClassicDialect();
            case PROVISION -> new ProvisionDialect();
        };
    }

    /** Handlers of a connection that speaks it, between the MQTT codec and the broker. */
    List<ChannelHandler> handlers(Supplier<Product> product);

    /** Whether a client is let in: as a device by its token, or anonymously to activate. */
    AuthenticationResult login(Supplier<Product> product, Credentials credentials);

    /** Whether a client may have a subscription. */
    boolean maySubscribe(Principal principal, String clientId, TopicFilter filter);

    /** Whether a client may publish on a topic. */
    boolean mayPublish(Principal principal, String clientId, TopicName topic);

    /** Whether a client may have a message on a topic. */
    boolean mayReceive(Principal principal, String clientId, TopicName topic);

    /** What a client wants with a message that it may publish. */
    Request read(Principal principal, String clientId, Message message);

    /** The message that brings a device its token. */
    Message token(String identity, String token);

    /** The message that brings a device a value that the platform wrote. */
    Message written(String identity, String alias, Point point);

    /** Whether that message goes to the device's connection itself, and what is pending again with each new one. */
    boolean subscribesImplicitly();

    /** Lets a device in, for as long as it has the token that it showed. */
    static AuthenticationResult accepted(Supplier<Product> product, ProductDevice device) {
        return new AuthenticationResult.Accepted(
                new Principal(Principal.Kind.PASSWORD, device.identity()), () -> product.get()
                        .device(device.identity())
                        .map(ProductDevice::activation)
                        .equals(Optional.of(device.activation())));
    }
}
