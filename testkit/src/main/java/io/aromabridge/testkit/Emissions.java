package io.aromabridge.testkit;

import io.aromabridge.simulator.diffusion.DiffusionEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came out of the shooters of a bed, from what they report of their commands. Thread-safe. */
final class Emissions {
    private record Of(String serial, Emission emission) {}

    private final InstantSource clock;

    // guarded by this
    private final List<Of> all = new ArrayList<>();
    private Instant origin;

    Emissions(InstantSource clock) {
        this.clock = clock;
        this.origin = clock.instant();
    }

    /** On the devices' thread, at the moment at which it happens: the event's own time is that of the device's clock. */
    synchronized void note(DiffusionEvent event) {
        if (event.command().isEmpty()) {
            return;
        }
        Duration now = Duration.between(origin, clock.instant());
        String serial = event.device().name();
        int channel = event.command().get().channel();
        int intensity = event.command().get().intensity();
        switch (event.outcome()) {
            case DIFFUSING -> begin(serial, channel, intensity, now);
            case REPLACED -> {
                end(serial, channel, now);
                begin(serial, channel, intensity, now);
            }
            case STOPPED, FINISHED -> end(serial, channel, now);
            case REJECTED -> {
                // It changed nothing.
            }
        }
    }

    private void begin(String serial, int channel, int intensity, Duration now) {
        all.add(new Of(serial, new Emission(channel, intensity, now, Optional.empty())));
    }

    private void end(String serial, int channel, Duration now) {
        all.replaceAll(each -> each.serial().equals(serial)
                        && each.emission().channel() == channel
                        && each.emission().to().isEmpty()
                ? new Of(serial, each.emission().endedAt(now))
                : each);
    }

    synchronized List<Emission> of(String serial) {
        return all.stream()
                .filter(each -> each.serial().equals(serial))
                .map(Of::emission)
                .toList();
    }

    /** Forgets all; times count from now. */
    synchronized void clear() {
        all.clear();
        origin = clock.instant();
    }
}
