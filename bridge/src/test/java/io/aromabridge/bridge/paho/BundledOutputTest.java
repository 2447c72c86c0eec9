package io.aromabridge.bridge.paho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Publishes go together when they come together, and nothing ever stays behind. */
class BundledOutputTest {
    private static final int PINGREQ = 0xC0;

    private final List<byte[]> writes = new ArrayList<>();
    private final AtomicInteger toCome = new AtomicInteger();
    private final BundledOutput out = new BundledOutput(
            new OutputStream() {
                @Override
                public void write(int oneByte) {
                    writes.add(new byte[] {(byte) oneByte});
                }

                @Override
                public void write(byte[] from, int offset, int length) {
                    ByteArrayOutputStream copy = new ByteArrayOutputStream();
                    copy.write(from, offset, length);
                    writes.add(copy.toByteArray());
                }
            },
            toCome);

    private void packet(int first, int length) throws IOException {
        byte[] packet = new byte[length];
        packet[0] = (byte) first;
        out.write(packet, 0, length);
        out.flush();
    }

    private List<Integer> lengths() {
        return writes.stream().map(write -> write.length).toList();
    }

    @Test
    void onePublishGoesAtOnce() throws IOException {
        toCome.set(1);
        packet(0x32, 100);
        assertEquals(List.of(100), lengths());
    }

    @Test
    void severalGoWithTheLast() throws IOException {
        toCome.set(3);
        packet(0x32, 100);
        packet(0x3A, 50);
        assertEquals(List.of(), lengths());
        packet(0x30, 10);
        assertEquals(List.of(160), lengths());
    }

    @Test
    void anyOtherPacketTakesThemAlong() throws IOException {
        toCome.set(2);
        packet(0x32, 100);
        packet(PINGREQ, 2);
        assertEquals(List.of(102), lengths());
        packet(0x32, 7);
        assertEquals(List.of(102, 7), lengths());
    }

    @Test
    void moreThanARecordDoesNotWait() throws IOException {
        toCome.set(100);
        for (int i = 0; i < 3; i++) {
            packet(0x32, 10_000);
        }
        assertEquals(List.of(10_000, 10_000), lengths());
        packet(0x32, 20_000);
        assertEquals(List.of(10_000, 10_000, 10_000, 20_000), lengths());
    }

    @Test
    void aPacketInPiecesIsOnePublish() throws IOException {
        toCome.set(1);
        out.write(0x32);
        out.write(new byte[] {0x30, 0x30}, 0, 2);
        assertEquals(List.of(), lengths());
        out.flush();
        assertArrayEquals(new byte[] {0x32, 0x30, 0x30}, writes.get(0));
        assertEquals(0, toCome.get());
    }
}
