package io.aromabridge.simulator.light;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.diffusion.InvalidCommandException;
import io.aromabridge.simulator.diffusion.Outcome;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A light that listens to a shooter's commands: it shows the channel's colour ({@link ChannelPalette}) at the intensity
 * for the duration, then is dark. It has one matrix, so the last command wins, whatever its channel. A command that emits
 * nothing darkens it only if it names the channel that is shown; the booster does not show. It takes and refuses the same
 * commands as a shooter.
 */
public final class Lamp implements LightDevice {
    private final DeviceId id;
    private final TopicName topic;
    private final Timers timers;
    private final Consumer<DiffusionEvent> events;
    private final LedMatrix matrix = new LedMatrix();

    private Optional<DiffuseCommand> shown = Optional.empty();
    private Timers.Scheduled end = () -> {};

    /**
     * A dark lamp.
     *
     * @param follows the serial number of the shooter that it listens to
     * @param events receives every outcome; never throws
     */
    public Lamp(DeviceId id, String follows, Timers timers, Consumer<DiffusionEvent> events) {
        this.id = id;
        this.topic = DiffuseCommand.topic(follows);
        this.timers = timers;
        this.events = events;
    }

    @Override
    public void receive(Message message) {
        DiffuseCommand command;
        try {
            command = DiffuseCommand.parse(message.payload());
        } catch (InvalidCommandException e) {
            events.accept(DiffusionEvent.rejected(timers.instant(), id, message.topic(), e, message.payload()));
            return;
        }
        if (command.emits()) {
            Outcome outcome = shown.isPresent() ? Outcome.REPLACED : Outcome.DIFFUSING;
            show(command);
            emit(outcome, command);
        } else {
            if (shown.filter(c -> c.channel() == command.channel()).isPresent()) {
                darken();
            }
            emit(Outcome.STOPPED, command);
        }
    }

    private void show(DiffuseCommand command) {
        end.cancel();
        shown = Optional.of(command);
        matrix.clear(ChannelPalette.colour(command));
        end = timers.after(command.duration(), () -> {
            darken();
            emit(Outcome.FINISHED, command);
        });
    }

    private void darken() {
        end.cancel();
        shown = Optional.empty();
        matrix.clear(Rgb.BLACK);
    }

    private void emit(Outcome outcome, DiffuseCommand command) {
        events.accept(DiffusionEvent.of(timers.instant(), id, topic, outcome, command));
    }

    @Override
    public void powerOff() {
        Optional<DiffuseCommand> ended = shown;
        darken();
        ended.ifPresent(command -> emit(Outcome.STOPPED, command));
    }

    @Override
    public void connected() {
        // It waits for commands.
    }

    @Override
    public DeviceId id() {
        return id;
    }

    @Override
    public LightRole role() {
        return LightRole.LAMP;
    }

    @Override
    public LedMatrix matrix() {
        return matrix;
    }

    @Override
    public TopicName topic() {
        return topic;
    }

    @Override
    public QoS qos() {
        return QoS.AT_LEAST_ONCE;
    }
}
