package io.aromabridge.broker.connection;

import io.netty.channel.Channel;
import java.util.OptionalLong;

/** Pauses and resumes reading from a client. Lives on the connection's event loop. */
final class ReadControl {
    /** Reading is paused while the client leaves so many bytes unread. */
    private static final int MAX_UNREAD_BYTES = 4 << 20;

    private final Channel channel;
    /** Nothing is read during the login: a client that is not known yet fills no memory. */
    private boolean loggingIn;

    private boolean paused;
    private boolean pausedSinceAsked;
    private OptionalLong unreadSinceNanos = OptionalLong.empty();

    ReadControl(Channel channel) {
        this.channel = channel;
    }

    /** Pauses until {@link #resumeAfterLogin}. */
    void pauseForLogin() {
        loggingIn = true;
        channel.config().setAutoRead(false);
    }

    void resumeAfterLogin() {
        loggingIn = false;
        channel.config().setAutoRead(!paused);
    }

    /**
     * Pauses or resumes.
     *
     * @param full too many packets of the client are pending
     * @param low so few are pending that it may send more
     */
    void balance(boolean full, boolean low) {
        boolean unread = channel.isActive() && channel.bytesBeforeWritable() > MAX_UNREAD_BYTES;
        if (!paused && (full || unread)) {
            paused = true;
            pausedSinceAsked = true;
            channel.config().setAutoRead(false);
        } else if (paused && low && channel.isWritable()) {
            paused = false;
            channel.config().setAutoRead(!loggingIn);
        }
        if (unread && unreadSinceNanos.isEmpty()) {
            unreadSinceNanos = OptionalLong.of(System.nanoTime());
        } else if (!unread) {
            unreadSinceNanos = OptionalLong.empty();
        }
    }

    /** Since when the client leaves too much unread, in {@link System#nanoTime}. */
    OptionalLong unreadSinceNanos() {
        return unreadSinceNanos;
    }

    /** Whether reading was paused at some time since this was last asked: then the client's silence does not count. */
    boolean wasPaused() {
        boolean answer = pausedSinceAsked || !channel.config().isAutoRead();
        pausedSinceAsked = paused;
        return answer;
    }
}
