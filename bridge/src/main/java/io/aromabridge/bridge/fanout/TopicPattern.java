package io.aromabridge.bridge.fanout;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.ArrayList;
import java.util.List;

/**
 * The topics of many devices.
 *
 * @param value a topic with {@code {device}} at least once, and no other braces; that stands for a serial number
 */
public record TopicPattern(String value) {
    /** Stands for the serial number of a device. */
    public static final String DEVICE = "{device}";

    /** Where Aroma Shooters listen for diffusions. */
    public static final TopicPattern DIFFUSE =
            new TopicPattern("aromajoin/aromashooter/" + DEVICE + "/command/diffuse");

    /** Throws {@link IllegalArgumentException} for what is no topic, or has other placeholders or none. */
    public TopicPattern {
        TopicName checked = TopicName.of(value.replace(DEVICE, "device"));
        if (checked.value().equals(value)) {
            throw new IllegalArgumentException("topic pattern \"" + value + "\" has no " + DEVICE
                    + ", so it is one topic for all; write it where the serial number stands, as in " + DIFFUSE.value);
        }
        int brace = Math.max(checked.value().indexOf('{'), checked.value().indexOf('}'));
        if (brace >= 0) {
            throw new IllegalArgumentException("topic pattern \"" + value + "\": " + DEVICE
                    + " is the only placeholder, and braces stand nowhere else");
        }
    }

    /** The topic of this device. */
    public TopicName of(String device) {
        return TopicName.of(value.replace(DEVICE, device));
    }

    /** The topics of all devices there may be; it takes more if a level is a device only in part. */
    public TopicFilter ofAny() {
        List<String> levels = new ArrayList<>();
        for (String level : value.split("/", -1)) {
            levels.add(level.contains(DEVICE) ? "+" : level);
        }
        return TopicFilter.of(String.join("/", levels));
    }

    @Override
    public String toString() {
        return value;
    }
}
