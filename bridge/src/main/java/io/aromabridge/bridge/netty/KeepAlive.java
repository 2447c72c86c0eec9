package io.aromabridge.bridge.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends PINGREQ when nothing was sent, or nothing came, for the keep alive (MQTT 3.1.1, section 3.1.2.10); if nothing
 * comes for as long again, the other side is gone.
 */
final class KeepAlive extends IdleStateHandler {
    private boolean asked;

    KeepAlive(Duration keepAlive) {
        super(keepAlive.toMillis(), keepAlive.toMillis(), 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object packet) throws Exception {
        asked = false;
        super.channelRead(ctx, packet);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        if (event.state() == IdleState.READER_IDLE && asked) {
            ctx.fireExceptionCaught(new IOException("no answer to PINGREQ"));
        } else if (!asked) {
            asked = true;
            ChannelFuture unused = ctx.writeAndFlush(MqttMessage.PINGREQ);
        }
    }
}
