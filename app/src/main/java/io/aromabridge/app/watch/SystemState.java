package io.aromabridge.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running system at one moment, as its {@code GET /api/state} shows it. What does not run there is absent. Text is as
 * it was sent; it is made {@link Printable} where it is printed.
 *
 * @param at when
 * @param uptime since its start
 * @param broker the local broker
 * @param bridge the bridge
 * @param cloud the stand-in of the cloud
 * @param shooters the simulated shooters
 * @param lights the simulated lights
 */
public record SystemState(
        Optional<Instant> at,
        Optional<Duration> uptime,
        Optional<Broker> broker,
        Optional<Bridge> bridge,
        Optional<Broker> cloud,
        List<Shooter> shooters,
        List<Light> lights) {
    /** Nothing is known. */
    public static final SystemState EMPTY = new SystemState(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());

    /** Copies the lists. */
    public SystemState {
        shooters = List.copyOf(shooters);
        lights = List.copyOf(lights);
    }

    /**
     * A broker: the local one, or the stand-in.
     *
     * @param ports where it listens: {@code 1883}, or {@code 1883 (name)}
     * @param connections how many clients are connected
     */
    public record Broker(List<String> ports, int connections) {
        /** Copies the list. */
        public Broker {
            ports = List.copyOf(ports);
        }
    }

    /** The bridge's links, where they are its own, and its queue. */
    public record Bridge(Optional<Link> cloud, Optional<Link> local, Optional<Queue> queue) {}

    /**
     * A link.
     *
     * @param state {@code online}, {@code connecting}, {@code waiting}, {@code idle}, {@code stopped}
     * @param address {@code host:port}
     * @param since when the state began
     * @param nextTry if it waits
     * @param reason what went wrong last
     */
    public record Link(
            String state,
            Optional<String> address,
            Optional<Instant> since,
            Optional<Instant> nextTry,
            Optional<String> reason) {}

    /**
     * The bridge's queue.
     *
     * @param depth messages held now, those in flight too
     * @param inFlight messages sent and not yet acknowledged
     * @param oldestSeconds how long the oldest has waited
     * @param sent so far
     * @param acknowledged so far
     * @param dropped so far
     */
    public record Queue(long depth, long inFlight, double oldestSeconds, long sent, long acknowledged, long dropped) {}

    /**
     * A shooter.
     *
     * @param serial its serial number
     * @param side {@code local} or {@code cloud}
     * @param connected whether it is
     * @param booster whether its booster runs
     * @param running the channels that diffuse
     */
    public record Shooter(String serial, String side, boolean connected, boolean booster, List<Run> running) {
        /** Copies the list. */
        public Shooter {
            running = List.copyOf(running);
        }
    }

    /**
     * A channel that diffuses.
     *
     * @param channel its number
     * @param intensity percent
     * @param time what is left, or, where that is not told, what was commanded
     */
    public record Run(int channel, int intensity, Duration time) {}

    /**
     * A light.
     *
     * @param name its name
     * @param side {@code local} or {@code cloud}
     * @param connected whether it is
     * @param pixels 64 colours as {@code 0xrrggbb}, row by row
     */
    public record Light(String name, String side, boolean connected, List<Integer> pixels) {
        /** Pixels of a row, and rows. */
        public static final int SIDE = 8;

        /** Copies the list; throws {@link IllegalArgumentException} for another number of pixels. */
        public Light {
            pixels = List.copyOf(pixels);
            if (pixels.size() != SIDE * SIDE) {
                throw new IllegalArgumentException(pixels.size() + " pixels: expected " + SIDE * SIDE);
            }
        }
    }
}
