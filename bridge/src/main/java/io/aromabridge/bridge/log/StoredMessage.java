package io.aromabridge.bridge.log;

import io.aromabridge.core.message.Message;

/**
 * One message as the log keeps it.
 *
 * @param position its place in the order of all messages; from 1 on, each used once
 * @param since when it was taken, in ms of Unix time
 * @param expires when its time to live ends, in ms of Unix time; {@link #FOREVER} if never
 * @param message what to publish
 */
public record StoredMessage(long position, long since, long expires, Message message) {
    /** For a message that does not expire. */
    public static final long FOREVER = Long.MAX_VALUE;
}
