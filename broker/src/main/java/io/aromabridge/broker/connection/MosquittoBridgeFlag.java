package io.aromabridge.broker.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.AttributeKey;
import java.util.List;

/**
 * mosquitto's bridges set the highest bit of CONNECT's protocol level (0x83, 0x84), which MQTT does not know: taken out
 * before the decoder, and remembered. What it means is with {@link io.aromabridge.broker.session.Session#isBridge}.
 */
public final class MosquittoBridgeFlag extends ByteToMessageDecoder {
    private static final AttributeKey<Boolean> BRIDGE = AttributeKey.valueOf("aromabridge.bridge");
    private static final int CONNECT = 0x10;
    private static final int BIT = 0x80;
    /** Of the remaining length (MQTT 3.1.1, section 2.2.3). */
    private static final int MAX_LENGTH_BYTES = 4;

    /** Whether this channel's client is a bridge. */
    static boolean isBridge(Channel channel) {
        return Boolean.TRUE.equals(channel.attr(BRIDGE).get());
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int start = in.readerIndex();
        if (in.getUnsignedByte(start) == CONNECT) {
            int name = start + 1;
            while (name < in.writerIndex() && name <= start + MAX_LENGTH_BYTES && in.getByte(name) < 0) {
                name++;
            }
            name++;
            int level = name + 2 + (name + 2 <= in.writerIndex() ? in.getUnsignedShort(name) : 0);
            boolean known = level == name + 2 + "MQTT".length() || level == name + 2 + "MQIsdp".length();
            if (level >= in.writerIndex() && (known || name + 2 > in.writerIndex())) {
                return;
            }
            if (known && in.getUnsignedByte(level) >= BIT) {
                in.setByte(level, in.getUnsignedByte(level) - BIT);
                ctx.channel().attr(BRIDGE).set(true);
            }
        }
        // What has come goes on to the decoder, and what comes later does not pass here.
        ctx.pipeline().remove(this);
    }
}
