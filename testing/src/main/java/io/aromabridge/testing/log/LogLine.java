package io.aromabridge.testing.log;

import java.util.Optional;
import org.slf4j.event.Level;

/**
 * One line of the log.
 *
 * @param logger its name
 * @param thread the name of the one that logged it
 * @param pattern the message before its arguments were put in
 * @param text the message
 * @param thrown what was logged with it
 */
public record LogLine(
        Level level, String logger, String thread, String pattern, String text, Optional<Throwable> thrown) {
    /** Level and text. */
    @Override
    public String toString() {
        return level + " " + text;
    }
}
