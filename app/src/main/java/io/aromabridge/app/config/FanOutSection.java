package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
import io.aromabridge.core.topic.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One topic whose messages go to every device of a list.
 *
 * @param to the topic of each device, with {@code {device}} in it
 * @param list a file with a serial number on each line
 * @param rehearsalList the same for a rehearsal
 * @param mode which list holds at the start; empty: that of the rehearsal if there is one
 * @param timeToLive how long after it came a message is still worth sending; empty: for ever
 */
public record FanOutSection(
        TopicName topic,
        String to,
        Path list,
        Optional<Path> rehearsalList,
        Optional<Mode> mode,
        Optional<Duration> timeToLive) {
    /** Which list holds. */
    public enum Mode {
        /** The rehearsal list. */
        REHEARSAL,
        /** The list of the audience. */
        FINAL
    }

    static FanOutSection of(Fields fields) {
        return new FanOutSection(
                fields.get("topic", TopicName.class),
                fields.get("to", String.class),
                fields.get("list", Path.class),
                fields.find("rehearsal-list", Path.class),
                fields.find("mode", Mode.class),
                fields.find("time-to-live", Duration.class));
    }
}
