package io.aromabridge.broker.listener;

import io.aromabridge.core.message.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * In front of the TLS handler until the handshake has succeeded: the client's first bytes, and whether the server has
 * answered its ClientHello, with its certificate.
 */
final class HandshakeBytes extends ChannelDuplexHandler {
    private static final int SHOWN = 16;
    private static final int HANDSHAKE_RECORD = 0x16;

    private Payload first = Payload.EMPTY;
    private boolean answered;

    /** The first bytes that came, at most 16; empty if none came. */
    Payload first() {
        return first;
    }

    /** Whether a handshake record of the server was sent. */
    boolean answered() {
        return answered;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        if (first.length() == 0 && read instanceof ByteBuf bytes) {
            first = Payload.owning(
                    ByteBufUtil.getBytes(bytes, bytes.readerIndex(), Math.min(SHOWN, bytes.readableBytes())));
        }
        ctx.fireChannelRead(read);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
        if (written instanceof ByteBuf bytes && bytes.isReadable()) {
            answered |= bytes.getUnsignedByte(bytes.readerIndex()) == HANDSHAKE_RECORD;
        }
        ctx.write(written, promise);
    }
}
