package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.bridge.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private final FakeDisk disk = new FakeDisk(new SplittableRandom(1));

    private void put(String name, String text) throws IOException {
        try (LogFile file = disk.create(name)) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        }
    }

    @Test
    void beginsWithAsManyPartitionsAsAreWanted() throws IOException {
        assertEquals(List.of(), Layout.read(disk).times());
        assertEquals(List.of(List.of(0, 1)), Layout.read(disk).with(2).times());
        put("partition-0", "");
        assertEquals(Layout.read(disk), Layout.read(disk).with(1), "as it was before there were layouts");
        disk.delete("partition-0");
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        Layout layout = Layout.read(disk).with(1).with(3).with(2);
        assertEquals(List.of(List.of(0), List.of(1, 2, 3), List.of(4, 5)), layout.times());
        layout.write(disk);
        assertEquals(layout, Layout.read(disk));
        Layout less = layout.without(List.of(List.of(0), List.of(4, 5)));
        assertEquals(List.of(List.of(1, 2, 3), List.of(4, 5)), less.times(), "the current ones stay");
        less.write(disk);
        assertEquals(less, Layout.read(disk));
        assertEquals(List.of("layout"), disk.names());
    }

    @Test
    void takesTheFoldersOneAfterTheOtherWhenItMakesNoSense() throws IOException {
        put("partition-10", "");
        put("partition-2", "");
        put("partition-x", "");
        assertEquals(List.of(List.of(2), List.of(10)), Layout.read(disk).times(), "no file");
        for (String text : List.of(
                "",
                "aromabridge queue layout 1\n",
                "aromabridge queue layout 2\n0\n",
                "aromabridge queue layout 1\n1 0\n",
                "aromabridge queue layout 1\n0\n0 1\n",
                "aromabridge queue layout 1\n0  1\n",
                "aromabridge queue layout 1\n0 1",
                "aromabridge queue layout 1\n99999999999\n")) {
            put("layout", text);
            assertEquals(List.of(List.of(2), List.of(10)), Layout.read(disk).times(), text);
            disk.delete("layout");
        }
    }
}
