package io.aromabridge.cloud.murano.dialect;

import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductDevice;
import io.aromabridge.cloud.murano.product.Token;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the newer dialect departs from the standard: a client identifier may be empty in any case, and means the
 * device whose token it is; Clean Session does not count; there is no QoS 2.
 */
// A close that fails has ended the channel already.
@SuppressWarnings("FutureReturnValueIgnored")
final class ProvisionPackets extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(ProvisionPackets.class);

    private final Supplier<Product> product;
    private boolean closed;

    ProvisionPackets(Supplier<Product> product) {
        this.product = product;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        if (closed) {
            ReferenceCountUtil.release(read);
        } else if (read instanceof MqttConnectMessage connect && isWhole(connect)) {
            ctx.fireChannelRead(adapted(connect));
        } else if (read instanceof MqttPublishMessage publish
                && isWhole(publish)
                && publish.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE) {
            closed = true;
            ReferenceCountUtil.release(read);
            log.warn(
                    "product {}: the client at {} is disconnected: it published with QoS 2, which this profile lacks;"
                            + " use 0 or 1",
                    product.get().name(),
                    ctx.channel().remoteAddress());
            ctx.close();
        } else {
            ctx.fireChannelRead(read);
        }
    }

    private static boolean isWhole(MqttMessage packet) {
        return packet.decoderResult().isSuccess();
    }

    private MqttConnectMessage adapted(MqttConnectMessage packet) {
        MqttConnectVariableHeader header = packet.variableHeader();
        MqttConnectPayload payload = packet.payload();
        return new MqttConnectMessage(
                packet.fixedHeader(),
                new MqttConnectVariableHeader(
                        header.name(),
                        header.version(),
                        header.hasUserName(),
                        header.hasPassword(),
                        header.isWillRetain(),
                        header.willQos(),
                        header.isWillFlag(),
                        true,
                        header.keepAliveTimeSeconds()),
                new MqttConnectPayload(
                        clientId(header, payload),
                        payload.willTopic(),
                        payload.willMessageInBytes(),
                        payload.userName(),
                        payload.passwordInBytes()));
    }

    private String clientId(MqttConnectVariableHeader header, MqttConnectPayload payload) {
        byte[] token = header.hasPassword() ? payload.passwordInBytes() : new byte[0];
        if (token.length == 0) {
            // Anonymous clients do not get into each other's way.
            return "";
        }
        String given = payload.clientIdentifier();
        Optional<ProductDevice> device = given.isEmpty() ? Token.owner(product.get(), token) : Optional.empty();
        return device.map(ProductDevice::identity).orElse(given);
    }
}
