package io.aromabridge.bridge.client.netty;

import io.aromabridge.certs.connect.UnexpectedAnswerException;
import io.aromabridge.core.message.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;

/**
 * Reads the first packet, which must be CONNACK, with whatever return code: Netty's decoder refuses those that MQTT does
 * not know, and some servers send them. Then it makes way for that decoder.
 */
final class ConnackReader extends ByteToMessageDecoder {
    /** The return code; 0 is accepted. */
    record Connack(int code) {}

    /** MQTT 3.1.1, section 2.2.3: the largest packet that there can be. */
    private static final int LARGEST_PACKET = 268_435_455;

    private static final int CONNACK = 0x20;
    private static final int REMAINING_LENGTH = 2;
    private static final int BYTES = 4;
    private static final int SHOWN = 16;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws IOException {
        int first = in.getUnsignedByte(in.readerIndex());
        if (first != CONNACK) {
            byte[] answer = ByteBufUtil.getBytes(in, in.readerIndex(), Math.min(SHOWN, in.readableBytes()));
            in.skipBytes(in.readableBytes());
            throw new UnexpectedAnswerException(Payload.owning(answer));
        }
        if (in.readableBytes() < BYTES) {
            return;
        }
        in.skipBytes(1);
        int length = in.readUnsignedByte();
        in.skipBytes(1);
        int code = in.readUnsignedByte();
        if (length != REMAINING_LENGTH) {
            throw new ProtocolException("received a CONNACK that violates MQTT 3.1.1: remaining length " + length);
        }
        out.add(new Connack(code));
        ctx.pipeline().replace(this, "decoder", new MqttDecoder(LARGEST_PACKET));
    }
}
