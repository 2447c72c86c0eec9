package io.aromabridge.bridge.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a log again, whatever became of its files: keeps each file as far as it is sound, cuts off a last write that was
 * not finished, and puts a damaged file aside under the name {@code ….damaged}.
 */
public final class Recovery {
    /** Receives the records of the log, in the order in which they were written. */
    public interface Listener {
        /** A message; it replaces one of the same position. */
        void message(StoredMessage stored, RecordLocation location);

        /** The tombstone of a message, which need not be there any more. */
        void tombstone(long position);

        /** All positions that were used are below this one. */
        void next(long position);
    }

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    static final String DAMAGED = ".damaged";
    private static final String KEPT = ".kept";

    private final LogFolder folder;
    private final Listener listener;

    private Recovery(LogFolder folder, Listener listener) {
        this.folder = folder;
        this.listener = listener;
    }

    /** Reads all files of a folder. Fails only if the folder itself cannot be read. */
    public static SegmentLog open(LogFolder folder, int segmentBytes, Listener listener) throws IOException {
        return new Recovery(folder, listener).open(segmentBytes);
    }

    private SegmentLog open(int segmentBytes) throws IOException {
        finishReplacing(folder.names());
        List<String> names = folder.names();
        List<Long> numbers = names.stream()
                .filter(name -> name.equals(Segment.name(Math.max(0, Segment.number(name)))))
                .map(Segment::number)
                .sorted()
                .toList();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            read(numbers.get(i), i == numbers.size() - 1).ifPresent(segments::add);
        }
        folder.sync();
        long last = names.stream().mapToLong(Segment::number).max().orElse(0);
        return new SegmentLog(folder, segmentBytes, segments, Math.max(0, last) + 1);
    }

    /** What {@link #replace} had not finished when the process ended. */
    private void finishReplacing(List<String> names) throws IOException {
        for (String name : names) {
            if (name.endsWith(KEPT)) {
                String original = name.substring(0, name.length() - KEPT.length());
                if (names.contains(original)) {
                    folder.delete(name);
                } else {
                    folder.rename(name, original);
                }
                folder.sync();
            }
        }
    }

    private Optional<Segment> read(long number, boolean last) {
        ByteBuffer file;
        try {
            file = content(Segment.name(number));
        } catch (IOException e) {
            putAside(number, "it cannot be read: " + e);
            return Optional.empty();
        }
        Optional<String> trouble = Records.headerTrouble(file, number);
        if (trouble.isPresent()) {
            if (last && file.limit() < Records.HEADER_BYTES) {
                // It had just been made.
                drop(number);
            } else {
                putAside(number, trouble.get());
            }
            return Optional.empty();
        }
        Segment segment = new Segment(number, file.limit());
        listener.next(Records.nextPosition(file));
        int end = readRecords(segment, file);
        if (end < file.limit()) {
            keepUpTo(segment, file, end, last && Records.torn(file, end));
        }
        return Optional.of(segment);
    }

    private ByteBuffer content(String name) throws IOException {
        try (LogFile file = folder.open(name)) {
            long size = file.size();
            if (size > Integer.MAX_VALUE) {
                throw new IOException("it has " + size + " bytes");
            }
            ByteBuffer content = ByteBuffer.allocate((int) size);
            file.read(content, 0);
            // What the process before wrote without fsync is relied on from now on.
            file.sync();
            return content.flip();
        }
    }

    /** Passes on each record up to the first that is not sound, and returns where that is. */
    private int readRecords(Segment segment, ByteBuffer file) {
        int at = Records.HEADER_BYTES;
        Optional<Integer> length = Records.sound(file, at);
        while (length.isPresent()) {
            Optional<StoredMessage> message = Records.message(file, at, length.get());
            Optional<LongBuffer> tombstones = Records.tombstones(file, at, length.get());
            if (message.isPresent()) {
                listener.message(message.get(), new RecordLocation(segment, at, length.get()));
            } else if (tombstones.isPresent()) {
                passOn(tombstones.get());
            } else {
                return at;
            }
            at += length.get();
            length = Records.sound(file, at);
        }
        return at;
    }

    private void passOn(LongBuffer positions) {
        while (positions.hasRemaining()) {
            listener.tombstone(positions.get());
        }
    }

    private void keepUpTo(Segment segment, ByteBuffer file, int end, boolean torn) {
        int lost = file.limit() - end;
        try {
            if (torn) {
                log.info("queue {}: the last write was not finished; {} bytes of it are cut off", folder, lost);
                cut(segment, end);
            } else {
                log.warn(
                        "queue {}: {} is damaged at byte {} of {}; the {} messages before it are kept, what is behind it"
                                + " is lost; the damaged file is kept as {}{}",
                        folder,
                        segment,
                        end,
                        file.limit(),
                        segment.live(),
                        segment,
                        DAMAGED);
                replace(segment, file.slice(0, end));
            }
            segment.size(end);
        } catch (IOException e) {
            log.warn("queue {}: {} could not be repaired, and stays as it is: {}", folder, segment, e.toString());
        }
    }

    private void cut(Segment segment, int end) throws IOException {
        try (LogFile file = folder.open(segment.name())) {
            file.truncate(end);
            file.sync();
        }
    }

    /** Puts a file aside and its sound part in its place, so that one of both is there at each moment. */
    private void replace(Segment segment, ByteBuffer sound) throws IOException {
        String kept = segment.name() + KEPT;
        try (LogFile file = folder.create(kept)) {
            file.write(sound, 0);
            file.sync();
        }
        folder.sync();
        folder.rename(segment.name(), segment.name() + DAMAGED);
        folder.sync();
        folder.rename(kept, segment.name());
        folder.sync();
    }

    private void putAside(long number, String trouble) {
        String name = Segment.name(number);
        log.warn(
                "queue {}: {} cannot be used ({}); it is put aside as {}{}, and the messages in it are lost",
                folder,
                name,
                trouble,
                name,
                DAMAGED);
        try {
            folder.rename(name, name + DAMAGED);
            folder.sync();
        } catch (IOException e) {
            log.warn("queue {}: {} could not be put aside: {}", folder, name, e.toString());
        }
    }

    private void drop(long number) {
        try {
            folder.delete(Segment.name(number));
            folder.sync();
        } catch (IOException e) {
            log.warn("queue {}: {} is empty and could not be deleted: {}", folder, Segment.name(number), e.toString());
        }
    }
}
