package io.aromabridge.testkit;

import io.aromabridge.simulator.diffusion.DiffuseCommand;
import java.util.Optional;

/**
 * A diffuse command with a name for the messages of a test; begun with {@link Shots#shoot}. Every value out of its range
 * throws {@link IllegalArgumentException}.
 *
 * @param command what is sent
 * @param name what it is called; empty for a description of the command
 */
public record Shot(DiffuseCommand command, Optional<String> name) {
    private static final int USUAL_MILLIS = 1000;

    static Shot of(int channel) {
        return new Shot(
                new DiffuseCommand(channel, USUAL_MILLIS, DiffuseCommand.MAX_INTENSITY, false), Optional.empty());
    }

    /** The same at this intensity, 0 to 100 percent. */
    public Shot intensity(int percent) {
        return with(new DiffuseCommand(command.channel(), command.durationMs(), percent, command.booster()));
    }

    /** The same for so long, 0 to 10000 ms. */
    public Shot forMillis(int millis) {
        return with(new DiffuseCommand(command.channel(), millis, command.intensity(), command.booster()));
    }

    /** The same with the booster. */
    public Shot withBooster() {
        return with(new DiffuseCommand(command.channel(), command.durationMs(), command.intensity(), true));
    }

    /** The same under a name: {@code rose}. */
    public Shot called(String other) {
        return new Shot(command, Optional.of(other));
    }

    private Shot with(DiffuseCommand other) {
        return new Shot(other, name);
    }

    /** The name, or what the command does. */
    @Override
    public String toString() {
        return name.orElseGet(() -> "channel " + command.channel() + " at " + command.intensity() + " % for "
                + command.durationMs() + " ms" + (command.booster() ? " with booster" : ""));
    }
}
