package io.aromabridge.app.watch;

import io.aromabridge.app.watch.SystemState.Link;
import io.aromabridge.app.watch.SystemState.Queue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is worth a line between one state and the next. A link's first state is, then each other one, except its tries
 * between two waits. The queue is when its oldest message has waited for a second, and when it has caught up after that.
 * Devices are when they come or go.
 */
final class StateChanges {
    private static final double LONG_WAIT_SECONDS = 1;

    /** A bridge at work holds a message for a moment at any time. */
    private static final double SHORT_WAIT_SECONDS = 0.5;

    private final Map<String, String> links = new HashMap<>();
    private boolean growing;
    private Optional<Map<String, Device>> devices = Optional.empty();

    private record Device(String name, String kind, String side) {}

    /** Nothing was seen before. */
    void reset() {
        links.clear();
        growing = false;
        devices = Optional.empty();
    }

    /**
     * Compares with the state before.
     *
     * @param now for a state without a time
     */
    List<Event> next(SystemState state, Instant now) {
        Instant at = state.at().orElse(now);
        List<Event> events = new ArrayList<>();
        state.bridge().ifPresent(bridge -> {
            bridge.cloud().ifPresent(link -> link(at, "cloud", link, events));
            bridge.local().ifPresent(link -> link(at, "local", link, events));
            bridge.queue().ifPresent(queue -> queue(at, queue, events));
        });
        devices(at, state, events);
        return events;
    }

    private void link(Instant at, String name, Link link, List<Event> events) {
        String before = links.getOrDefault(name, "");
        boolean triesAgain = before.equals("waiting") && link.state().equals("connecting");
        if (!triesAgain && !before.equals(link.state())) {
            links.put(name, link.state());
            events.add(new Event.LinkChanged(at, name, link));
        }
    }

    private void queue(Instant at, Queue queue, List<Event> events) {
        boolean held = queue.oldestSeconds() >= (growing ? SHORT_WAIT_SECONDS : LONG_WAIT_SECONDS);
        if (held != growing) {
            growing = held;
            events.add(new Event.QueueChanged(at, growing, queue));
        }
    }

    private void devices(Instant at, SystemState state, List<Event> events) {
        Map<String, Device> connected = connected(state);
        devices.ifPresent(before -> {
            before.forEach((key, device) -> changed(at, device, false, !connected.containsKey(key), events));
            connected.forEach((key, device) -> changed(at, device, true, !before.containsKey(key), events));
        });
        devices = Optional.of(connected);
    }

    private static void changed(Instant at, Device device, boolean connected, boolean isNew, List<Event> events) {
        if (isNew) {
            events.add(new Event.DeviceChanged(at, device.name(), device.kind(), device.side(), connected));
        }
    }

    private static Map<String, Device> connected(SystemState state) {
        Map<String, Device> all = new LinkedHashMap<>();
        state.shooters().stream()
                .filter(SystemState.Shooter::connected)
                .map(s -> new Device(s.serial(), "aroma-shooter", s.side()))
                .forEach(d -> all.put(d.kind() + " " + d.name(), d));
        state.lights().stream()
                .filter(SystemState.Light::connected)
                .map(l -> new Device(l.name(), "light", l.side()))
                .forEach(d -> all.put(d.kind() + " " + d.name(), d));
        return all;
    }
}
