package io.aromabridge.bridge.log;

/** When written records are synced to the disk (fsync). They survive the end of the process in each mode. */
public enum SyncMode {
    /** Left to the operating system: a power loss may take anything that is recent. */
    NEVER,
    /** At most 5 ms or 100 records later: a power loss takes at most those. */
    INTERVAL,
    /** Before a message is acknowledged: a power loss takes nothing. */
    ALWAYS
}
