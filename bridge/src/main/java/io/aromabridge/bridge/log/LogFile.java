package io.aromabridge.bridge.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One file of a log. Used by one thread at a time, except that another may sync it meanwhile. */
public interface LogFile extends Closeable {
    /** Its length in bytes. */
    long size() throws IOException;

    /** Writes all remaining bytes from this offset on. What was written when it fails is unknown. */
    void write(ByteBuffer bytes, long offset) throws IOException;

    /** Fills the buffer from this offset on, or as far as the file goes. */
    void read(ByteBuffer into, long offset) throws IOException;

    /** Cuts it off after this many bytes. */
    void truncate(long size) throws IOException;

    /** Returns when what was written is on the disk. */
    void sync() throws IOException;
}
