package io.aromabridge.testkit.log;

import java.util.List;

/**
 * Keeps what Aromabridge and its broker's engine log at WARN and ERROR. A line belongs to a testbed by the thread that
 * writes it: its own threads are in one group. Lines of threads that are in no testbed's group count for every testbed
 * that is open.
 */
public interface WarningWatch extends AutoCloseable {
    /** What is said where it cannot be had. */
    String WITHOUT_LOGBACK = "noWarnings needs Logback behind slf4j; add ch.qos.logback:logback-classic to the test"
            + " classpath, or leave noWarnings out";

    /** What was logged since the last call; empty for a healthy run. */
    List<String> take();

    @Override
    void close();

    /**
     * Watches from now on.
     *
     * @param group the threads of the testbed; the groups of all testbeds have the same name
     * @throws IllegalStateException if slf4j is bound to something else than Logback
     */
    static WarningWatch of(ThreadGroup group) {
        try {
            return LogbackWatch.of(group);
        } catch (NoClassDefFoundError none) {
            throw new IllegalStateException(WITHOUT_LOGBACK, none);
        }
    }
}
