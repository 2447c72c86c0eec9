package io.aromabridge.bench.process;

/** A process that this one has started. */
public interface Child extends AutoCloseable {
    /** The process. */
    ProcessHandle handle();

    /** Ends it, and waits until it is gone. */
    @Override
    void close();
}
