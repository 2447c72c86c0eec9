package io.aromabridge.broker.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.concurrent.atomic.LongAdder;

/** Counts what passes a place of the pipeline: bytes on the wire's side of the MQTT codec, packets on the other. */
@ChannelHandler.Sharable
public final class Traffic extends ChannelDuplexHandler {
    public final LongAdder bytesReceived = new LongAdder();
    public final LongAdder bytesSent = new LongAdder();
    public final LongAdder packetsReceived = new LongAdder();
    public final LongAdder packetsSent = new LongAdder();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        count(read, bytesReceived, packetsReceived);
        ctx.fireChannelRead(read);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
        count(written, bytesSent, packetsSent);
        var unused = ctx.write(written, promise);
    }

    private static void count(Object passing, LongAdder bytes, LongAdder packets) {
        if (passing instanceof ByteBuf buffer) {
            bytes.add(buffer.readableBytes());
        } else if (passing instanceof MqttMessage) {
            packets.increment();
        }
    }
}
