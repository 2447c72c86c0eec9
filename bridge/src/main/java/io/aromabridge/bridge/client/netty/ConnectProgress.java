package io.aromabridge.bridge.client.netty;

import io.aromabridge.certs.connect.ConnectFailedException;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.core.message.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;

/** How far connecting has come, and the first bytes of the server, before TLS reads them. */
final class ConnectProgress extends ChannelInboundHandlerAdapter {
    /** As many as {@link ConnectFailedException} has. */
    private static final int FIRST_BYTES = 16;

    private volatile ConnectPhase phase = ConnectPhase.RESOLVE;
    private volatile Payload received = Payload.EMPTY;

    ConnectPhase phase() {
        return phase;
    }

    Payload received() {
        return received;
    }

    void enter(ConnectPhase next) {
        phase = next;
    }

    /** A failure at this point. */
    ConnectFailedException failed(Throwable cause) {
        return new ConnectFailedException(phase, received, NettyFailures.translate(cause));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        byte[] first = received.toBytes();
        if (read instanceof ByteBuf bytes && first.length < FIRST_BYTES) {
            int more = Math.min(FIRST_BYTES - first.length, bytes.readableBytes());
            byte[] all = Arrays.copyOf(first, first.length + more);
            System.arraycopy(ByteBufUtil.getBytes(bytes, bytes.readerIndex(), more), 0, all, first.length, more);
            received = Payload.owning(all);
        }
        if (received.length() == FIRST_BYTES) {
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(read);
    }
}
