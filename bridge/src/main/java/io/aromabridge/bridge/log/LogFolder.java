package io.aromabridge.bridge.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The folder of one log, which belongs to the one who opened it until it is closed. {@code toString} is its path. Names
 * are plain file names.
 */
public interface LogFolder extends Closeable {
    /** The names of its files, in any order. */
    List<String> names() throws IOException;

    /** A new file; fails if there is one of this name. */
    LogFile create(String name) throws IOException;

    /** An existing file, to read and write. */
    LogFile open(String name) throws IOException;

    /** Gives a file another name; one that had it is replaced. */
    void rename(String from, String to) throws IOException;

    /** Removes a file. */
    void delete(String name) throws IOException;

    /** Returns when the names of the files, as they are now, are on the disk. */
    void sync() throws IOException;

    /** Free bytes of the file system. */
    long usableBytes() throws IOException;
}
