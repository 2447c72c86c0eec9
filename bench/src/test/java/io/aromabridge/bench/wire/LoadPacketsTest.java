package io.aromabridge.bench.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LoadPackets as MQTT 3.1.1 has them, and found again in what a socket gives. */
class LoadPacketsTest {
    /** The packets found, as kind and length of the body, and how many bytes are left. */
    private static String found(ByteBuffer buffer) throws ProtocolException {
        List<String> packets = new ArrayList<>();
        LoadPackets.each(
                buffer,
                (in, start, body, end) ->
                        packets.add(Integer.toHexString(LoadPackets.kind(in, start)) + ":" + (end - body)));
        return packets + " left " + buffer.remaining();
    }

    @Test
    void connectIsCleanWithoutKeepAlive() {
        assertArrayEquals(
                new byte[] {0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 2, 'i', 'd'}, LoadPackets.connect("id"));
    }

    @Test
    void subscribeAsksForOneFilter() {
        assertArrayEquals(new byte[] {(byte) 0x82, 8, 0, 1, 0, 3, 'a', '/', '+', 1}, LoadPackets.subscribe("a/+", 1));
    }

    @Test
    void publishHeadCountsWhatFollows() {
        assertArrayEquals(new byte[] {0x30, (byte) 0xCB, 1, 0, 1, 't'}, LoadPackets.publishHead("t", 0, 200));
        assertArrayEquals(new byte[] {0x32, (byte) 0xCD, 1, 0, 1, 't'}, LoadPackets.publishHead("t", 1, 200));
    }

    @Test
    void severalPacketsAreFoundAndTheRestIsLeft() throws ProtocolException {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {0x40, 2, 0, 1, (byte) 0xD0, 0, 0x40, 2, 0});
        assertEquals("[40:2, d0:0] left 3", found(buffer));
    }

    @Test
    void noByteMoreIsReadThanThereIs() throws ProtocolException {
        assertEquals("[] left 0", found(ByteBuffer.allocate(0)));
        assertEquals("[] left 1", found(ByteBuffer.wrap(new byte[] {0x30})));
        assertEquals("[] left 2", found(ByteBuffer.wrap(new byte[] {0x30, (byte) 0x80})));
        assertEquals("[] left 3", found(ByteBuffer.wrap(new byte[] {0x30, (byte) 0xC8, 1})));
    }

    @Test
    void lengthsOfTwoBytesAreUnderstood() throws ProtocolException {
        ByteBuffer buffer = ByteBuffer.allocate(203);
        buffer.put(new byte[] {0x30, (byte) 0xC8, 1}).position(0);
        assertEquals("[30:200] left 0", found(buffer));
    }

    @Test
    void lengthsOfFiveBytesAreRefused() {
        byte[] endless = {0x30, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1};
        assertThrows(ProtocolException.class, () -> found(ByteBuffer.wrap(endless)));
    }
}
