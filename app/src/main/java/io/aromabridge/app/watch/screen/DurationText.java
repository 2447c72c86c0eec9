package io.aromabridge.app.watch.screen;

import java.time.Duration;

/** DurationText as a person reads them at a glance. */
final class DurationText {
    private DurationText() {}

    /** {@code 12 s}, {@code 3 m 12 s}, {@code 2 h 3 m}; what is negative counts as none. */
    static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " m " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " m";
    }

    /** {@code 2.4 s}. */
    static String tenths(Duration duration) {
        long tenths = Math.max(0, duration.toMillis()) / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
