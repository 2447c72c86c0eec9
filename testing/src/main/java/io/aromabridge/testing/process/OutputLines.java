package io.aromabridge.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Lines that a program prints or writes to a file, as they come, all of them kept, so that a test can wait for one. */
public final class OutputLines {
    /** How long a line is waited for. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String name;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;
    private int taken;

    /** None yet. */
    public OutputLines(String name) {
        this.name = name;
    }

    /** Those of a stream, read on a thread of its own until it ends. */
    public static OutputLines of(String name, InputStream stream) {
        return of(name, stream, line -> {});
    }

    /** The same; each line is handed on before it can be seen here. */
    static OutputLines of(String name, InputStream stream, Consumer<String> first) {
        OutputLines lines = new OutputLines(name);
        Thread reader = new Thread(() -> lines.read(stream, first), name);
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private void read(InputStream stream, Consumer<String> first) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                first.accept(line);
                add(line);
            }
        } catch (IOException e) {
            add("[" + name + " broke off: " + e + "]");
        } finally {
            end();
        }
    }

    /** One more line. */
    public synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** No more lines come. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The next line, one after the other; empty for the end of the stream, or if none comes for so long. */
    public synchronized Optional<String> next(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (taken == lines.size() && !ended) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        return taken == lines.size() ? Optional.empty() : Optional.of(lines.get(taken++));
    }

    /** Whether the stream has ended. */
    public synchronized boolean hasEnded() {
        return ended;
    }

    /** How many there are now; a place from which to wait for later ones. */
    public synchronized int count() {
        return lines.size();
    }

    /** Those from a place on. */
    public synchronized List<String> from(int place) {
        return List.copyOf(lines.subList(place, lines.size()));
    }

    /** The first line in which this is found, be it there already or not. */
    public String await(String regex) throws InterruptedException {
        return await(regex, 0);
    }

    /** The first line from a place on in which this is found. */
    public String await(String regex, int from) throws InterruptedException {
        return await(Pattern.compile(regex).asPredicate(), regex, from);
    }

    /** The first line from a place on that is wanted; fails when the time is up or no more can come. */
    public synchronized String await(Predicate<String> wanted, String what, int from) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        int next = from;
        while (true) {
            for (; next < lines.size(); next++) {
                if (wanted.test(lines.get(next))) {
                    return lines.get(next);
                }
            }
            wait(millisLeft(deadline, "no line with " + what, from));
        }
    }

    /** All lines, once the stream has ended. */
    public synchronized List<String> awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!ended) {
            wait(millisLeft(deadline, "no end", 0));
        }
        return List.copyOf(lines);
    }

    /** How long to wait for more; fails if that is no use. */
    private synchronized long millisLeft(long deadline, String problem, int from) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (ended || left <= 0) {
            throw new AssertionError(problem + " in " + name + (ended ? ", which has ended:\n" : " in time:\n")
                    + String.join("\n", lines.subList(from, lines.size())));
        }
        return left;
    }
}
