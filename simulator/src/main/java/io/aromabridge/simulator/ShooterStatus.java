package io.aromabridge.simulator;

import io.aromabridge.simulator.diffusion.Outcome;
import io.aromabridge.simulator.shooter.AromaShooter;
import io.aromabridge.simulator.shooter.ShooterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A simulated shooter at one moment, as it is shown to a person or a program.
 *
 * @param serial its serial number
 * @param side {@code local} or {@code cloud}
 * @param connected whether it is connected and subscribed
 * @param running the channels that diffuse, in their order
 * @param booster whether the booster runs
 * @param rejected how many invalid commands it has received
 */
public record ShooterStatus(
        String serial, String side, boolean connected, List<Channel> running, boolean booster, long rejected) {
    /** Copies the list. */
    public ShooterStatus {
        running = List.copyOf(running);
    }

    /**
     * A channel that diffuses.
     *
     * @param channel 1 to 6
     * @param intensity percent, 1 to 100
     * @param remaining until it ends by itself, in the device's time; not negative
     */
    public record Channel(int channel, int intensity, Duration remaining) {}

    static ShooterStatus of(DeviceInstance instance, AromaShooter shooter, Instant now) {
        ShooterSnapshot snapshot = shooter.snapshot();
        return new ShooterStatus(
                instance.id().name(),
                instance.id().side().text(),
                instance.isConnected(),
                snapshot.running().values().stream()
                        .map(run -> channel(run, now))
                        .sorted(Comparator.comparingInt(Channel::channel))
                        .toList(),
                snapshot.boosterOn(),
                instance.count(Outcome.REJECTED));
    }

    private static Channel channel(ShooterSnapshot.Run run, Instant now) {
        Duration left = Duration.between(now, run.until());
        return new Channel(
                run.command().channel(), run.command().intensity(), left.isNegative() ? Duration.ZERO : left);
    }
}
