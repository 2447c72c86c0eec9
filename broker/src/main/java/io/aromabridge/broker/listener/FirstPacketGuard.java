package io.aromabridge.broker.listener;

import io.aromabridge.broker.connection.ForeignProtocol;
import io.aromabridge.broker.connection.ListenerContext;
import io.aromabridge.broker.connection.RemotePeer;
import io.aromabridge.core.message.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Optional;

/** Turns away a client that speaks HTTP or TLS where MQTT is expected, with one line. Then it makes way. */
final class FirstPacketGuard extends ByteToMessageDecoder {
    private final ListenerContext context;
    private boolean refused;

    FirstPacketGuard(ListenerContext context) {
        this.context = context;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int count = Math.min(in.readableBytes(), ForeignProtocol.BYTES);
        Payload first = Payload.owning(ByteBufUtil.getBytes(in, in.readerIndex(), count));
        if (ForeignProtocol.isUndecided(first)) {
            return;
        }
        Optional<ForeignProtocol> foreign =
                ForeignProtocol.of(first).filter(protocol -> protocol != ForeignProtocol.MQTT);
        if (foreign.isPresent()) {
            refused = true;
            in.skipBytes(in.readableBytes());
            context.counters().refused.increment();
            context.warn(RemotePeer.address(ctx.channel()) + " is refused: " + reason(foreign.get()));
            var unused = ctx.close();
            return;
        }
        // What has come goes on to the decoder.
        ctx.pipeline().remove(this);
    }

    private static String reason(ForeignProtocol foreign) {
        return foreign == ForeignProtocol.TLS
                ? "it speaks TLS, and this port is for MQTT without: leave TLS out, or use the port for TLS"
                : "it speaks HTTP, and this port is for MQTT: check its port and its URL";
    }
}
