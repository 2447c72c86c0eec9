package io.aromabridge.app.watch;

import io.aromabridge.app.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a command prints, all of it kept, so that a test can wait for a part. */
final class Printed extends Writer {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final StringBuilder text = new StringBuilder();

    /** A console whose standard output this is; talk is kept apart. */
    Console console(Printed err) {
        return new Console(new PrintWriter(this, true), new PrintWriter(err, true));
    }

    @Override
    public synchronized void write(char[] chars, int offset, int length) {
        text.append(chars, offset, length);
        notifyAll();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    synchronized List<String> lines() {
        return text.toString().lines().toList();
    }

    synchronized String text() {
        return text.toString();
    }

    /** Waits until a regular expression is found so many times. */
    synchronized void await(String regex, int times) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (Pattern.compile(regex, Pattern.MULTILINE).matcher(text).results().count() < times) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not " + times + " times " + regex + " in:\n" + text);
            }
            wait(left);
        }
    }

    /** The lines in which something is found. */
    List<String> with(String part) {
        List<String> found = new ArrayList<>(lines());
        found.removeIf(line -> !line.contains(part));
        return found;
    }
}
