package io.aromabridge.testing.log;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.ILoggerFactory;

/**
 * Keeps what Aromabridge, its broker's engine and Netty log at WARN and ERROR, for a test to fail of. A line belongs to a
 * system under test by the thread that writes it: its own threads are in one group. Lines of threads that are in no such
 * group count for every watch that is open.
 */
public final class WarningWatch implements AutoCloseable {
    private static final List<String> WATCHED = List.of("io.aromabridge", "io.moquette", "io.netty");

    private final ThreadGroup group;
    private final LogTap tap;

    // guarded by this
    private final List<String> lines = new ArrayList<>();

    private WarningWatch(ThreadGroup group, ILoggerFactory binding) {
        this.group = group;
        tap = LogTap.warnings(binding, this::add);
    }

    /**
     * Watches from now on.
     *
     * @param group the threads of the system; the groups of all systems have the same name
     * @throws IllegalStateException if slf4j is bound to something else than Logback
     */
    public static WarningWatch of(ThreadGroup group) {
        try {
            return of(group, LogTap.binding());
        } catch (NoClassDefFoundError none) {
            throw new IllegalStateException("Logback is not on the class path", none);
        }
    }

    static WarningWatch of(ThreadGroup group, ILoggerFactory binding) {
        return new WarningWatch(group, binding);
    }

    private void add(LogLine line) {
        if (WATCHED.stream().anyMatch(line.logger()::startsWith) && isOurs()) {
            synchronized (this) {
                lines.add(line.level() + " [" + line.thread() + "] " + line.logger() + ": " + line.text());
            }
        }
    }

    private boolean isOurs() {
        for (ThreadGroup at = Thread.currentThread().getThreadGroup(); at != null; at = at.getParent()) {
            if (at == group) {
                return true;
            }
            if (at.getName().equals(group.getName())) {
                return false;
            }
        }
        return true;
    }

    /** What was logged since the last call; empty for a healthy run. */
    public synchronized List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void close() {
        tap.close();
    }
}
