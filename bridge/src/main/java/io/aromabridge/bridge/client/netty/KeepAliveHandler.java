package io.aromabridge.bridge.client.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends PINGREQ when nothing was sent, or nothing came, for the keep alive (MQTT 3.1.1, section 3.1.2.10); if nothing
 * comes for as long after it, the connection is lost, and a {@link TimeoutException} passes up.
 */
final class KeepAliveHandler extends IdleStateHandler {
    private final String address;
    private final Duration keepAlive;
    /** Present while an answer is due. */
    private Optional<Future<?>> limit = Optional.empty();

    /**
     * For one connection.
     *
     * @param address of the other side, for a message
     */
    KeepAliveHandler(String address, Duration keepAlive) {
        super(keepAlive.toMillis(), keepAlive.toMillis(), 0, TimeUnit.MILLISECONDS);
        this.address = address;
        this.keepAlive = keepAlive;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object packet) throws Exception {
        answered();
        super.channelRead(ctx, packet);
    }

    private void answered() {
        limit.ifPresent(due -> due.cancel(false));
        limit = Optional.empty();
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        if (limit.isEmpty()) {
            // From now on, and not since something came last: that may be almost as long ago already.
            limit = Optional.of(ctx.executor().schedule(() -> gone(ctx), keepAlive.toNanos(), TimeUnit.NANOSECONDS));
            ChannelFuture unused = ctx.writeAndFlush(MqttMessage.PINGREQ);
        }
    }

    private void gone(ChannelHandlerContext ctx) {
        ctx.fireExceptionCaught(
                new TimeoutException("no PINGRESP from " + address + " within " + keepAlive.toSeconds() + " s"));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        answered();
        super.channelInactive(ctx);
    }
}
