package io.aromabridge.bridge.log;

/** When what was written is forced to the disk. Whatever is written survives the end of the process in each of them. */
public enum SyncMode {
    /** Left to the operating system: a power loss may take anything that is recent. */
    NEVER,
    /** At most 5 ms or 100 records later: a power loss takes at most those. */
    INTERVAL,
    /** Before anybody is told that it was written: a power loss takes nothing. */
    ALWAYS
}
