package io.aromabridge.bridge.client.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.certs.connect.UnexpectedAnswerException;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first packet is CONNACK, in whatever pieces and with whatever code, and Netty's decoder takes what follows. */
class ConnackReaderTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new ConnackReader());

    private void receive(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        channel.writeInbound(Unpooled.wrappedBuffer(raw));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 7, 128, 255})
    void everyCodeIsRead(int code) {
        receive(0x20, 2, 0, code);
        assertEquals(new ConnackReader.Connack(code), channel.readInbound());
    }

    @Test
    void itMayComeByteByByte() {
        receive(0x20);
        receive(2);
        receive(1);
        assertNull(channel.readInbound());
        receive(0);
        assertEquals(new ConnackReader.Connack(0), channel.readInbound());
    }

    @Test
    void whatFollowsInTheSamePieceIsDecoded() {
        receive(0x20, 2, 0, 0, 0xD0, 0, 0xD0);
        assertEquals(new ConnackReader.Connack(0), channel.readInbound());
        MqttMessage pong = channel.readInbound();
        assertEquals(MqttMessageType.PINGRESP, pong.fixedHeader().messageType());
        assertNull(channel.readInbound());
        receive(0);
        assertEquals(
                MqttMessageType.PINGRESP,
                channel.<MqttMessage>readInbound().fixedHeader().messageType());
    }

    @Test
    void anotherPacketOrLengthIsRefused() {
        DecoderException http = assertThrows(DecoderException.class, () -> receive('H', 'T', 'T', 'P', '/'));
        assertEquals(
                "HTTP/",
                assertInstanceOf(UnexpectedAnswerException.class, http.getCause())
                        .answer()
                        .text());
        EmbeddedChannel other = new EmbeddedChannel(new ConnackReader());
        assertThrows(
                DecoderException.class,
                () -> other.writeInbound(Unpooled.wrappedBuffer(new byte[] {0x20, 3, 0, 0, 0})));
    }
}
