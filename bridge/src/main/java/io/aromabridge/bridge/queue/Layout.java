package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.LogFile;
import io.aromabridge.bridge.log.LogFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions a durable queue has: the numbers of its folders. When another number of them is wanted, new ones are
 * made; the old ones stay, and are read first, until nothing is left in them. The file {@code layout} in the queue's
 * folder says so, one line for the partitions of each time, the newest last:
 *
 * <pre>
 *   aromabridge queue layout 1
 *   0
 *   1 2 3 4
 * </pre>
 *
 * <p>Without the file, or with one that makes no sense, each folder that is there counts as a time of its own: their
 * numbers grow, so the order holds.
 *
 * @param times the numbers of each time, the newest last
 */
record Layout(List<List<Integer>> times) {
    private static final Logger log = LoggerFactory.getLogger(DurableQueue.class);
    private static final String FILE = "layout";
    private static final String FRESH = "layout.new";
    private static final String TITLE = "aromabridge queue layout 1";
    private static final String PREFIX = "partition-";

    Layout {
        times = times.stream().map(List::copyOf).toList();
    }

    /** The name of a partition's folder. */
    static String partition(int number) {
        return PREFIX + number;
    }

    /** What the folder says; no time at all if it is empty. */
    static Layout read(LogFolder folder) throws IOException {
        List<String> names = folder.names();
        List<Integer> found = names.stream()
                .filter(name -> name.startsWith(PREFIX))
                .flatMap(name -> number(name.substring(PREFIX.length())).stream())
                .sorted()
                .toList();
        if (names.contains(FILE)) {
            Optional<Layout> written = parse(content(folder));
            if (written.isPresent()) {
                return written.get();
            }
            log.warn("queue {}: the file {} is damaged; the partitions are read one after the other", folder, FILE);
        }
        return new Layout(found.stream().map(List::of).toList());
    }

    private static String content(LogFolder folder) throws IOException {
        try (LogFile file = folder.open(FILE)) {
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(file.size(), 1 << 20));
            file.read(content, 0);
            return StandardCharsets.US_ASCII.decode(content.flip()).toString();
        }
    }

    private static Optional<Layout> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2 || !lines.get(0).equals(TITLE) || !text.endsWith("\n")) {
            return Optional.empty();
        }
        List<List<Integer>> times = new ArrayList<>();
        int last = -1;
        for (String line : lines.subList(1, lines.size())) {
            List<Integer> time = new ArrayList<>();
            for (String word : line.split(" ", -1)) {
                int number = number(word).orElse(-1);
                if (number <= last) {
                    return Optional.empty();
                }
                last = number;
                time.add(number);
            }
            times.add(time);
        }
        return Optional.of(new Layout(times));
    }

    private static Optional<Integer> number(String digits) {
        return digits.matches("0|[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    /** The newest partitions, which take what comes. */
    List<Integer> current() {
        return times.get(times.size() - 1);
    }

    /** The same if it has so many current partitions, else one time more with as many new ones. */
    Layout with(int count) {
        if (!times.isEmpty() && current().size() == count) {
            return this;
        }
        int next = times.isEmpty() ? 0 : current().get(current().size() - 1) + 1;
        return new Layout(Stream.concat(
                        times.stream(),
                        Stream.of(IntStream.range(next, next + count).boxed().toList()))
                .toList());
    }

    /** Without the times before the current one in which nothing is left. */
    Layout without(List<List<Integer>> drained) {
        return new Layout(times.stream()
                .filter(time -> time.equals(current()) || !drained.contains(time))
                .toList());
    }

    /** Writes it down: after this it is on the disk, before it the one that was. */
    void write(LogFolder folder) throws IOException {
        if (folder.names().contains(FRESH)) {
            folder.delete(FRESH);
        }
        StringBuilder text = new StringBuilder(TITLE + "\n");
        times.forEach(time -> text.append(
                        String.join(" ", time.stream().map(String::valueOf).toList()))
                .append('\n'));
        try (LogFile file = folder.create(FRESH)) {
            file.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)), 0);
            file.sync();
        }
        folder.rename(FRESH, FILE);
        folder.sync();
    }
}
