package io.aromabridge.testing.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.event.Level;

/**
 * What a logger, and those below it, logged while this was open; the console does not have it meanwhile. Lines are there
 * in two ways: all of them, and one after the other to wait for.
 */
public final class LogLines implements AutoCloseable {
    /** How long the next line is waited for. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final LogTap tap;

    // guarded by this
    private final List<LogLine> lines = new ArrayList<>();
    private int next;

    private LogLines(String logger, Level from) {
        tap = LogTap.divert(logger, from, this::add);
    }

    /** Collects what a class logs from INFO up. */
    public static LogLines of(Class<?> type) {
        return of(type.getName());
    }

    /** Collects what is logged from INFO up under a name such as {@code io.aromabridge.bridge}. */
    public static LogLines of(String logger) {
        return of(logger, Level.INFO);
    }

    /** The same from another level up. */
    public static LogLines of(String logger, Level from) {
        return new LogLines(logger, from);
    }

    private synchronized void add(LogLine line) {
        lines.add(line);
        notifyAll();
    }

    /**
     * Waits for a line with this in it, seen as "LEVEL text"; lines before it are passed over.
     *
     * @return the line as "LEVEL text"
     * @throws AssertionError if there is none within 10 s of the line before
     */
    public String await(String part) throws InterruptedException {
        return await(line -> line.toString().contains(part), "\"" + part + "\"").toString();
    }

    /** Waits for a line from this level up; lines before it are passed over. Its text. */
    public String await(Level from) throws InterruptedException {
        return await(line -> isFrom(line, from), "level " + from).text();
    }

    private synchronized LogLine await(Predicate<LogLine> wanted, String what) throws InterruptedException {
        int first = next;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            while (next < lines.size()) {
                LogLine line = lines.get(next++);
                if (wanted.test(line)) {
                    return line;
                }
                deadline = System.nanoTime() + LIMIT.toNanos();
            }
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("no line with " + what + " among " + lines.subList(first, lines.size()));
            }
            wait(left);
        }
    }

    /** Waits for the next line, and has its text. */
    public String next() throws InterruptedException {
        return await(line -> true, "anything").text();
    }

    /** The lines that were not waited for or passed over yet, as "LEVEL text"; from now on they are. */
    public synchronized List<String> rest() {
        List<String> rest = lines.subList(next, lines.size()).stream()
                .map(LogLine::toString)
                .toList();
        next = lines.size();
        return rest;
    }

    /** All lines so far. */
    public synchronized List<LogLine> all() {
        return List.copyOf(lines);
    }

    /** The texts of all lines so far. */
    public List<String> texts() {
        return all().stream().map(LogLine::text).toList();
    }

    /** The texts of all lines so far of this very level. */
    public List<String> lines(Level level) {
        return all().stream()
                .filter(line -> line.level() == level)
                .map(LogLine::text)
                .toList();
    }

    /** The texts of all lines so far from WARN up. */
    public List<String> warnings() {
        return all().stream()
                .filter(line -> isFrom(line, Level.WARN))
                .map(LogLine::text)
                .toList();
    }

    /** How many lines so far have this in their text. */
    public long count(String part) {
        return texts().stream().filter(text -> text.contains(part)).count();
    }

    /** Forgets all lines so far. */
    public synchronized void clear() {
        lines.clear();
        next = 0;
    }

    private static boolean isFrom(LogLine line, Level from) {
        return line.level().toInt() >= from.toInt();
    }

    @Override
    public void close() {
        tap.close();
    }
}
