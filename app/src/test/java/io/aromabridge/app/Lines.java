package io.aromabridge.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Lines as they come, all of them kept, so that a test can wait for one. */
final class Lines {
    static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final String name;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    /** None yet. */
    Lines(String name) {
        this.name = name;
    }

    /** Those of a stream, read on a thread of its own until it ends. */
    static Lines of(String name, InputStream stream) {
        Lines lines = new Lines(name);
        Thread reader = new Thread(() -> lines.read(stream), name);
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private void read(InputStream stream) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("[" + name + " broke off: " + e + "]");
        } finally {
            end();
        }
    }

    synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** How many there are now; a place from which to wait for later ones. */
    synchronized int count() {
        return lines.size();
    }

    /** Those from a place on. */
    synchronized List<String> from(int place) {
        return List.copyOf(lines.subList(place, lines.size()));
    }

    /** The first line in which this is found, be it there already or not. */
    String await(String regex) throws InterruptedException {
        return await(regex, 0);
    }

    /** The first line from a place on in which this is found. */
    String await(String regex, int from) throws InterruptedException {
        return await(Pattern.compile(regex).asPredicate(), regex, from);
    }

    /** The first line from a place on that is wanted; fails when the time is up or no more can come. */
    synchronized String await(Predicate<String> wanted, String what, int from) throws InterruptedException {
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
    synchronized List<String> awaitEnd() throws InterruptedException {
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
