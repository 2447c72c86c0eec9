package io.aromabridge.app.command;

import io.aromabridge.simulator.device.Side;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers of messages, in words. */
final class Counted {
    private Counted() {}

    /** {@code 1 message}, {@code 2 messages}. */
    static String messages(long count) {
        return count + (count == 1 ? " message" : " messages");
    }

    /** {@code 3 local, 1 cloud}: the sides that are in the map, in the order of the enumeration. */
    static String sides(Map<Side, Long> messages) {
        return messages.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().text())
                .collect(Collectors.joining(", "));
    }
}
