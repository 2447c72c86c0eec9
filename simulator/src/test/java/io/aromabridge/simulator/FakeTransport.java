package io.aromabridge.simulator;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.device.DeviceTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps what a device says, with when. */
public final class FakeTransport implements DeviceTransport {
    private final InstantSource clock;
    private final Instant start;
    private final List<Said> said = new ArrayList<>();
    private final Set<String> filters = new LinkedHashSet<>();

    /**
     * A message.
     *
     * @param millis since the transport was made
     */
    public record Said(long millis, Message message) {
        /** {@code 3000 topic: payload}. */
        @Override
        public String toString() {
            return millis + " " + message.topic() + ": " + message.payload().text();
        }
    }

    /** A silent one. */
    public FakeTransport(InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public void publish(Message message) {
        said.add(new Said(Duration.between(start, clock.instant()).toMillis(), message));
    }

    @Override
    public void subscribe(TopicFilter filter) {
        filters.add(filter.value());
    }

    @Override
    public void unsubscribe(TopicFilter filter) {
        filters.remove(filter.value());
    }

    /** All that was said. */
    public List<Said> said() {
        return List.copyOf(said);
    }

    /** What was said on a topic. */
    public List<Said> said(String topic) {
        return said.stream()
                .filter(s -> s.message().topic().value().equals(topic))
                .toList();
    }

    /** The texts that were said on a topic. */
    public List<String> texts(String topic) {
        return said(topic).stream().map(s -> s.message().payload().text()).toList();
    }

    /** What it listens to beside what the device always does. */
    public Set<String> filters() {
        return Set.copyOf(filters);
    }
}
