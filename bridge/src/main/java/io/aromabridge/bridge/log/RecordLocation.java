package io.aromabridge.bridge.log;

/**
 * Where one record lies.
 *
 * @param segment in which file
 * @param offset of its first byte
 * @param length in bytes, all of it
 */
public record RecordLocation(Segment segment, long offset, int length) {
    /** It is wanted from now on. */
    public void keep() {
        segment.keep(length);
    }

    /** It is not wanted any more. */
    public void release() {
        segment.release(length);
    }
}
