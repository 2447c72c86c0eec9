package io.aromabridge.bridge.client.netty;

import io.aromabridge.bridge.client.TlsParameters;
import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.certs.connect.AlpnException;
import io.aromabridge.certs.connect.ConnackException;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.ssl.SslHandler;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The MQTT packets of one connection, from CONNECT on, with QoS 0 and 1. Runs on the link's
 * thread, except {@link #connected} and {@link #failed}.
 */
final class MqttClientHandler extends SimpleChannelInboundHandler<Object> {
    private static final int PACKET_IDS = 65_535;

    private final LinkSettings settings;
    private final Connection.Listener listener;
    private final ConnectProgress progress;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();

    private final Map<Integer, CompletableFuture<Void>> publishes = new HashMap<>();
    private final Map<Integer, CompletableFuture<List<Integer>>> subscriptions = new HashMap<>();
    private @Nullable ChannelHandlerContext context;
    private int lastPacketId;
    private boolean flushing;
    private boolean over;

    MqttClientHandler(LinkSettings settings, Connection.Listener listener, ConnectProgress progress) {
        this.settings = settings;
        this.progress = progress;
        this.listener = listener;
    }

    CompletionStage<Void> connected() {
        return connected;
    }

    /** It failed before it was connected. */
    void failed(Throwable cause) {
        connected.completeExceptionally(progress.failed(cause));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls == null) {
            sendConnect(ctx);
        } else {
            progress.enter(ConnectPhase.TLS);
            var unused = tls.handshakeFuture().addListener(done -> {
                if (done.isSuccess()) {
                    checked(ctx, tls);
                } else {
                    failed(done.cause());
                }
            });
        }
    }

    private void checked(ChannelHandlerContext ctx, SslHandler tls) {
        String picked = tls.applicationProtocol();
        try {
            TlsParameters.checkAlpn(settings.endpoint().tls().orElseThrow(), picked == null ? "" : picked);
            sendConnect(ctx);
        } catch (AlpnException e) {
            failed(e);
            ChannelFuture unused = ctx.close();
        }
    }

    private void sendConnect(ChannelHandlerContext ctx) {
        progress.enter(ConnectPhase.CONNACK);
        ChannelFuture unused = ctx.writeAndFlush(ClientPackets.connect(settings));
    }

    /** One SUBSCRIBE. */
    CompletionStage<List<Integer>> subscribe(Map<TopicFilter, QoS> filters) {
        CompletableFuture<List<Integer>> codes = new CompletableFuture<>();
        ChannelHandlerContext ctx = context;
        if (ctx == null || over) {
            return CompletableFuture.failedStage(new EOFException("the connection has ended"));
        }
        int packetId = nextPacketId();
        subscriptions.put(packetId, codes);
        ChannelFuture unused = ctx.writeAndFlush(ClientPackets.subscribe(packetId, filters));
        return codes;
    }

    /** One PUBLISH, which goes out together with what is written until the thread has nothing more to do. */
    CompletionStage<Void> publish(Message message) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || over) {
            return CompletableFuture.failedStage(new EOFException("the connection has ended"));
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        int packetId = 0;
        if (message.qos() != QoS.AT_MOST_ONCE) {
            packetId = nextPacketId();
            publishes.put(packetId, done);
        }
        ChannelFuture written = ctx.write(ClientPackets.publish(packetId, message));
        if (packetId == 0) {
            ChannelFuture unused = written.addListener(end -> {
                if (end.isSuccess()) {
                    done.complete(null);
                }
            });
        }
        flushSoon(ctx);
        return done;
    }

    private int nextPacketId() {
        do {
            lastPacketId = lastPacketId % PACKET_IDS + 1;
        } while (publishes.containsKey(lastPacketId) || subscriptions.containsKey(lastPacketId));
        return lastPacketId;
    }

    private void flushSoon(ChannelHandlerContext ctx) {
        if (!flushing) {
            flushing = true;
            ctx.executor().execute(() -> {
                flushing = false;
                ctx.flush();
            });
        }
    }

    /** DISCONNECT, after all that was sent before. */
    ChannelFuture sayGoodbye(Channel channel) {
        return channel.writeAndFlush(MqttMessage.DISCONNECT);
    }

    /** The listener hears nothing more. */
    void end() {
        over = true;
        publishes.clear();
        subscriptions.clear();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object packet) {
        if (over) {
            return;
        }
        if (packet instanceof ConnackReader.Connack connack) {
            accept(ctx, connack.code());
        } else if (packet instanceof MqttMessage message
                && message.decoderResult().isSuccess()) {
            handle(ctx, message);
        } else {
            breakOff(ctx, broken(packet));
        }
    }

    private static IOException broken(Object packet) {
        if (packet instanceof MqttMessage bad && bad.fixedHeader() != null) {
            return broken(bad.fixedHeader().messageType(), bad.decoderResult().cause());
        }
        return new ProtocolException("received a malformed MQTT packet");
    }

    private static IOException broken(MqttMessageType type, Throwable cause) {
        ProtocolException broken =
                new ProtocolException("received a " + type + " that violates MQTT 3.1.1: " + cause.getMessage());
        broken.initCause(cause);
        return broken;
    }

    private void accept(ChannelHandlerContext ctx, int code) {
        if (code == 0) {
            ctx.pipeline()
                    .addBefore(
                            ctx.name(),
                            "keep-alive",
                            new KeepAliveHandler(
                                    settings.endpoint().address(),
                                    settings.tuning().keepAlive()));
            connected.complete(null);
        } else {
            connected.completeExceptionally(new ConnackException(code));
        }
    }

    private void handle(ChannelHandlerContext ctx, MqttMessage packet) {
        switch (packet.fixedHeader().messageType()) {
            case PUBACK -> {
                if (packet.variableHeader() instanceof MqttMessageIdVariableHeader header) {
                    CompletableFuture<Void> done = publishes.remove(header.messageId());
                    if (done != null) {
                        done.complete(null);
                    }
                }
            }
            case SUBACK -> {
                MqttSubAckMessage suback = (MqttSubAckMessage) packet;
                CompletableFuture<List<Integer>> codes =
                        subscriptions.remove(suback.variableHeader().messageId());
                if (codes != null) {
                    codes.complete(List.copyOf(suback.payload().reasonCodes()));
                }
            }
            case PUBLISH -> receive(ctx, (MqttPublishMessage) packet);
            case PINGRESP, PUBREC, PUBREL, PUBCOMP, UNSUBACK -> {
                // KeepAliveHandler has seen the first; the others acknowledge what was never sent.
            }
            default ->
                breakOff(
                        ctx,
                        new ProtocolException(
                                "received an unexpected " + packet.fixedHeader().messageType()));
        }
    }

    private void receive(ChannelHandlerContext ctx, MqttPublishMessage packet) {
        int packetId = packet.variableHeader().packetId();
        MqttFixedHeader header = packet.fixedHeader();
        Message message;
        try {
            message = new Message(
                    TopicName.of(packet.variableHeader().topicName()),
                    Payload.owning(ByteBufUtil.getBytes(packet.payload())),
                    QoS.of(header.qosLevel().value()),
                    header.isRetain());
        } catch (IllegalArgumentException e) {
            breakOff(ctx, broken(MqttMessageType.PUBLISH, e));
            return;
        }
        listener.received(message, () -> {
            if (message.qos() == QoS.AT_LEAST_ONCE) {
                if (ctx.executor().inEventLoop()) {
                    acknowledge(ctx, packetId);
                } else {
                    ctx.executor().execute(() -> acknowledge(ctx, packetId));
                }
            }
        });
    }

    private void acknowledge(ChannelHandlerContext ctx, int packetId) {
        if (!over) {
            ChannelFuture unused = ctx.write(ClientPackets.puback(packetId));
            flushSoon(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost(new EOFException("the other side closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        breakOff(ctx, cause);
    }

    private void breakOff(ChannelHandlerContext ctx, Throwable cause) {
        lost(cause);
        ChannelFuture unused = ctx.close();
    }

    private void lost(Throwable cause) {
        if (over) {
            return;
        }
        if (!connected.completeExceptionally(progress.failed(cause)) && !connected.isCompletedExceptionally()) {
            over = true;
            listener.lost(NettyFailures.translate(cause));
        }
    }
}
