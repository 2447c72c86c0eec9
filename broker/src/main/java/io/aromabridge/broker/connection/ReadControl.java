package io.aromabridge.broker.connection;

import io.netty.channel.Channel;
import java.util.OptionalLong;

/** Stops and resumes reading from a client. Lives on the connection's event loop. */
final class ReadControl {
    /** ReadControl stops when so many bytes wait that the client should read itself. */
    private static final int MAX_UNREAD = 4 << 20;

    private final Channel channel;
    /** Nothing is read before the login is decided: a stranger fills no memory. */
    private boolean loggingIn;

    private boolean paused;
    private boolean rested;
    private OptionalLong unreadSince = OptionalLong.empty();

    ReadControl(Channel channel) {
        this.channel = channel;
    }

    /** Stops until {@link #loggedIn}. */
    void loggingIn() {
        loggingIn = true;
        channel.config().setAutoRead(false);
    }

    /** Goes on. */
    void loggedIn() {
        loggingIn = false;
        channel.config().setAutoRead(!paused);
    }

    /**
     * Adapts to what waits.
     *
     * @param full too much waits of what the client has sent
     * @param low little enough does, so that it may send more
     */
    void balance(boolean full, boolean low) {
        boolean unread = channel.isActive() && channel.bytesBeforeWritable() > MAX_UNREAD;
        if (!paused && (full || unread)) {
            paused = true;
            rested = true;
            channel.config().setAutoRead(false);
        } else if (paused && low && channel.isWritable()) {
            paused = false;
            channel.config().setAutoRead(!loggingIn);
        }
        if (unread && unreadSince.isEmpty()) {
            unreadSince = OptionalLong.of(System.nanoTime());
        } else if (!unread) {
            unreadSince = OptionalLong.empty();
        }
    }

    /** Since when the client leaves too much unread, in {@link System#nanoTime}. */
    OptionalLong unreadSince() {
        return unreadSince;
    }

    /** Whether the client could not be heard at some time since this was last asked: its silence does not count. */
    boolean rested() {
        boolean answer = rested || !channel.config().isAutoRead();
        rested = paused;
        return answer;
    }
}
