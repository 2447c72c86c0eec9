package io.aromabridge.simulator.shooter;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.diffusion.InvalidCommandException;
import io.aromabridge.simulator.diffusion.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An Aroma Shooter: six channels, each with its own timer, and a booster, the seventh actuator.
 *
 * <p>Channels do not touch each other. On one channel the last command wins: the run goes on with the new values, and its
 * time starts again. Duration 0 or intensity 0 emits nothing and switches the channel off. {@code "booster": true} turns
 * the booster on for the command's duration (0 turns it off) whatever the intensity; without it the booster is left as it
 * is. An invalid command changes nothing, and neither does one that a stuck channel cannot obey. Which lines this gives is said at
 * {@link io.aromabridge.simulator.diffusion.DiffusionLog}.
 *
 * <p>Like every {@link Device} it is called on the thread of its timers only; {@link #snapshot} may be called anywhere.
 */
public final class AromaShooter implements Device {
    private final DeviceId id;
    private final TopicName topic;
    private final Map<Integer, String> scents;
    private final Timers timers;
    private final Consumer<DiffusionEvent> events;

    private final List<Actuator> channels;
    private final Actuator booster;
    private final Map<Integer, ShooterSnapshot.Run> inForce = new HashMap<>();
    private final Set<Integer> stuck = new HashSet<>();
    private volatile ShooterSnapshot snapshot;

    /**
     * A shooter at rest.
     *
     * @param serial its serial number, {@code AS} and 8 letters or digits
     * @param scents what its cartridges hold, by channel; may be empty
     * @param events receives every outcome; never throws
     */
    public AromaShooter(
            String serial, Side side, Map<Integer, String> scents, Timers timers, Consumer<DiffusionEvent> events) {
        this.id = new DeviceId(serial, DeviceKind.AROMA_SHOOTER, side);
        this.topic = DiffuseCommand.topic(serial);
        this.scents = Map.copyOf(scents);
        this.timers = timers;
        this.events = events;
        this.channels = Stream.generate(() -> new Actuator(timers))
                .limit(DiffuseCommand.CHANNELS)
                .toList();
        this.booster = new Actuator(timers);
        this.snapshot = new ShooterSnapshot(id, Map.of(), false);
    }

    @Override
    public DeviceId id() {
        return id;
    }

    @Override
    public TopicName topic() {
        return topic;
    }

    @Override
    public QoS qos() {
        return QoS.AT_LEAST_ONCE;
    }

    /** How it is now. */
    public ShooterSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public void connected() {
        // It waits for commands.
    }

    @Override
    public void receive(Message message) {
        try {
            DiffuseCommand command = DiffuseCommand.parse(message.payload());
            if (command.emits() && stuck.contains(command.channel())) {
                reject(message, stuckText(command.channel()));
            } else {
                obey(message.topic(), command);
            }
        } catch (InvalidCommandException e) {
            reject(message, String.valueOf(e.getMessage()));
        }
    }

    private void reject(Message message, String reason) {
        events.accept(DiffusionEvent.rejected(timers.instant(), id, message.topic(), reason, message.payload()));
    }

    private static String stuckText(int channel) {
        return "channel " + channel + " is stuck: nothing comes out of it";
    }

    /**
     * From now on nothing comes out of a channel: what runs stops, and commands that would emit are rejected, so that the
     * log shows why nothing smells. Its messages are acknowledged as ever.
     *
     * @param channel 1 to 6
     */
    public void stick(int channel) {
        stuck.add(channel);
        ShooterSnapshot.Run run = inForce.remove(channel);
        if (run != null) {
            channels.get(channel - 1).stop();
            changed();
            events.accept(event(topic, Outcome.STOPPED, run.command()).withWarning(Optional.of(stuckText(channel))));
        }
    }

    /** The channel obeys again, from the next command on. */
    public void unstick(int channel) {
        stuck.remove(channel);
    }

    private void obey(TopicName from, DiffuseCommand command) {
        Actuator channel = channels.get(command.channel() - 1);
        boolean boosterTooLong = command.booster() && runBooster(command);
        boolean wasRunning = channel.running();
        boolean channelTooLong = false;
        if (command.emits()) {
            channelTooLong = channel.run(command.duration(), () -> finished(from, command));
            inForce.put(command.channel(), new ShooterSnapshot.Run(command, channel.until()));
        } else {
            inForce.remove(command.channel());
            channel.stop();
        }
        changed();
        Outcome outcome = !command.emits() ? Outcome.STOPPED : wasRunning ? Outcome.REPLACED : Outcome.DIFFUSING;
        events.accept(event(from, outcome, command).withWarning(warning(channelTooLong, boosterTooLong)));
    }

    private boolean runBooster(DiffuseCommand command) {
        if (command.durationMs() > 0) {
            return booster.run(command.duration(), this::changed);
        }
        booster.stop();
        return false;
    }

    private void finished(TopicName from, DiffuseCommand command) {
        inForce.remove(command.channel());
        changed();
        events.accept(event(from, Outcome.FINISHED, command));
    }

    @Override
    public void powerOff() {
        List<ShooterSnapshot.Run> ended = List.copyOf(inForce.values());
        channels.forEach(Actuator::stop);
        booster.stop();
        inForce.clear();
        changed();
        for (ShooterSnapshot.Run run : ended) {
            events.accept(event(topic, Outcome.STOPPED, run.command()));
        }
    }

    private DiffusionEvent event(TopicName from, Outcome outcome, DiffuseCommand command) {
        return DiffusionEvent.of(timers.instant(), id, from, outcome, command)
                .withScent(Optional.ofNullable(scents.get(command.channel())));
    }

    private static Optional<String> warning(boolean channelTooLong, boolean boosterTooLong) {
        if (!channelTooLong && !boosterTooLong) {
            return Optional.empty();
        }
        String what = channelTooLong && boosterTooLong ? "channel and booster" : channelTooLong ? "channel" : "booster";
        return Optional.of("more than 10 s of continuous diffusion (" + what
                + ") may damage the device; pause 5 s after each 5 s");
    }

    private void changed() {
        snapshot = new ShooterSnapshot(id, inForce, booster.running());
    }
}
