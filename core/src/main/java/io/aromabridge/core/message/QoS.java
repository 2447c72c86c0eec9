package io.aromabridge.core.message;

/** Quality of service of MQTT 3.1.1, section 4.3. */
public enum QoS {
    /** QoS 0. */
    AT_MOST_ONCE(0),
    /** QoS 1. */
    AT_LEAST_ONCE(1),
    /** QoS 2. */
    EXACTLY_ONCE(2);

    private final int level;

    QoS(int level) {
        this.level = level;
    }

    /** 0, 1 or 2, as on the wire. */
    public int level() {
        return level;
    }

    /** The QoS of a level. Throws {@link IllegalArgumentException} for anything but 0, 1 and 2. */
    public static QoS of(int level) {
        return switch (level) {
            case 0 -> AT_MOST_ONCE;
            case 1 -> AT_LEAST_ONCE;
            case 2 -> EXACTLY_ONCE;
            default -> throw new IllegalArgumentException("QoS " + level + ": it must be 0, 1 or 2");
        };
    }

    /** The lower of the two, as a subscription is granted (section 3.8.4). */
    public QoS min(QoS other) {
        return level <= other.level ? this : other;
    }
}
