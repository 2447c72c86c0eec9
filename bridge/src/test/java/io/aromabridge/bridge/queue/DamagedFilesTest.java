package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.testing.log.LogLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Whatever became of its files, a queue opens: it keeps what is sound, and tells what is not. */
class DamagedFilesTest {
    private static final int HEADER = 32;
    private static final int RECORD = 39;

    private final FakeDisk disk = new FakeDisk(new SplittableRandom(1));
    private ManualThread thread = new ManualThread(Instant.EPOCH);

    private OutboundQueue open() throws IOException {
        thread = new ManualThread(thread.instant());
        Durable settings = new Durable(
                Path.of("fake"), SyncMode.ALWAYS, new QueueLimit(-1, WhenFull.DROP_OLDEST), HEADER + 30 * RECORD);
        return QueueFixture.open(disk, settings, new ArrayList<>(), thread);
    }

    /** Three files with 30 messages each. */
    private List<String> files() throws IOException {
        OutboundQueue queue = open();
        for (int i = 10; i < 100; i++) {
            var unused = QueueFixture.append(queue, i);
            thread.run();
        }
        List<String> names = disk.names();
        assertEquals(3, names.size(), names.toString());
        assertEquals(HEADER + 30 * RECORD, disk.size(names.get(1)));
        return names;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Integer> with(List<Integer> first, List<Integer> second) {
        List<Integer> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    @Test
    void keepsWhatIsBeforeTheDamageAndPutsTheFileAside() throws Exception {
        String damaged = files().get(1);
        disk.flip(damaged, HEADER + 3 * RECORD + 20);
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            assertEquals(with(numbers(10, 43), numbers(70, 100)), QueueFixture.drain(open()));
            String line = lines.await("WARN queue fake: " + damaged);
            for (String part : List.of(
                    "byte " + (HEADER + 3 * RECORD) + " of " + (HEADER + 30 * RECORD),
                    "3 messages",
                    damaged + ".damaged")) {
                assertTrue(line.contains(part), line);
            }
        }
        assertTrue(disk.names().contains(damaged + ".damaged"), disk.names().toString());
        assertEquals(HEADER + 30 * RECORD, disk.size(damaged + ".damaged"));
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            assertEquals(with(numbers(10, 43), numbers(70, 100)), QueueFixture.drain(open()));
            assertEquals(List.of(), lines.warnings(), "logged once");
        }
    }

    @Test
    void putsAsideAFileWhoseBeginningIsDamaged() throws Exception {
        List<String> names = files();
        disk.flip(names.get(0), 3);
        disk.flip(names.get(2), 30);
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            assertEquals(numbers(40, 70), QueueFixture.drain(open()));
            lines.await("does not begin as a file of a queue does); it is put aside as " + names.get(0) + ".damaged");
            lines.await("its header is damaged); it is put aside as " + names.get(2) + ".damaged");
        }
    }

    @Test
    void cutsOffAWriteThatWasNotFinishedWithoutAlarm() throws Exception {
        String last = files().get(2);
        for (int cut = 1; cut <= RECORD; cut += 12) {
            disk.cut(last, HEADER + 30 * RECORD - cut);
            try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
                assertEquals(numbers(10, 99), QueueFixture.drain(open()), cut + " bytes less");
                assertEquals(List.of(), lines.warnings());
            }
        }
    }

    @Test
    void forgetsAFileThatHadJustBeenMade() throws Exception {
        String last = files().get(2);
        disk.cut(last, 5);
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            assertEquals(numbers(10, 70), QueueFixture.drain(open()));
            assertEquals(List.of(), lines.warnings());
        }
        assertEquals(2, disk.names().size(), disk.names().toString());
    }

    @Test
    void leavesFilesAloneThatAreNotItsOwn() throws Exception {
        files();
        disk.create("notes.txt").write(ByteBuffer.wrap(new byte[] {1}), 0);
        disk.create("segment-7.log").write(ByteBuffer.wrap(new byte[] {1}), 0);
        assertEquals(numbers(10, 100), QueueFixture.drain(open()));
        assertEquals(5, disk.names().size(), disk.names().toString());
    }

    @Test
    void knowsAFileOfALaterVersion() throws Exception {
        String name = files().get(0);
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        disk.open(name).read(header, 0);
        header.putInt(8, 2);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, HEADER - 4);
        header.putInt(HEADER - 4, (int) crc.getValue());
        disk.open(name).write(header.flip(), 0);
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            assertEquals(numbers(40, 100), QueueFixture.drain(open()));
            lines.await("it has format 2, and only 1 is known here");
        }
    }

    @Test
    void goesOnAfterwards() throws Exception {
        List<String> names = files();
        disk.flip(names.get(2), HEADER + 5);
        OutboundQueue queue = open();
        var unused = QueueFixture.append(queue, 100);
        thread.run();
        assertEquals(with(numbers(10, 70), List.of(100)), QueueFixture.drain(open()));
    }
}
