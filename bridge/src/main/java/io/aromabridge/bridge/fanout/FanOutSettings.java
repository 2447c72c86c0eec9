package io.aromabridge.bridge.fanout;

import io.aromabridge.bridge.fanout.FanOut.Mode;
import io.aromabridge.core.topic.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One topic whose messages go to every device of a list.
 *
 * @param topic on the local side
 * @param to the topic of each device in the cloud
 * @param list who they are; the file is read as {@link DeviceList} says
 * @param rehearsalList who they are in a rehearsal
 * @param mode which list is used at the start; empty: that of the rehearsal if there is one
 * @param timeToLive how long after it came a message is still worth sending, at least 1 ms; empty for ever
 */
public record FanOutSettings(
        TopicName topic,
        TopicPattern to,
        Path list,
        Optional<Path> rehearsalList,
        Optional<Mode> mode,
        Optional<Duration> timeToLive) {
    /** Throws {@link IllegalArgumentException} for a rehearsal without a list, and for a time to live below 1 ms. */
    public FanOutSettings {
        if (rehearsalList.isEmpty() && mode.equals(Optional.of(Mode.REHEARSAL))) {
            throw new IllegalArgumentException(
                    "fan-out " + topic + ": mode rehearsal needs a rehearsal list; name one, or use mode final");
        }
        if (timeToLive.filter(time -> time.toMillis() < 1).isPresent()) {
            throw new IllegalArgumentException(
                    "fan-out " + topic + ": time to live " + timeToLive.get() + ": it must be 1 ms or more");
        }
    }

    /** From a topic to the Aroma Shooters of a list, always. */
    public static FanOutSettings of(String topic, Path list) {
        return new FanOutSettings(
                TopicName.of(topic), TopicPattern.DIFFUSE, list, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with a rehearsal list, which is used at the start. */
    public FanOutSettings rehearsedBy(Path rehearsal) {
        return new FanOutSettings(topic, to, list, Optional.of(rehearsal), Optional.empty(), timeToLive);
    }

    Mode startMode() {
        return mode.orElse(rehearsalList.isPresent() ? Mode.REHEARSAL : Mode.FINAL);
    }
}
