package io.aromabridge.broker.store;

/**
 * When what was written is forced to the disk. In both modes whatever was acknowledged survives the end of the process,
 * and the file always opens again. There is no mode between: changes are written in groups, so that the more there are,
 * the fewer forces each costs.
 */
public enum Sync {
    /** Every few megabytes: a power loss may take what is more recent. */
    NEVER("NORMAL"),
    /** Before anything is acknowledged: a power loss takes nothing. */
    ALWAYS("FULL");

    /** SQLite's name, for a write-ahead log. */
    final String synchronous;

    Sync(String synchronous) {
        this.synchronous = synchronous;
    }
}
