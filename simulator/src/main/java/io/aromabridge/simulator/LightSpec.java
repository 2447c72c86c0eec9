package io.aromabridge.simulator;

import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.light.LightRole;
import java.util.Optional;

/**
 * A light to simulate.
 *
 * @param name its name, which is also its client identifier
 * @param role what it does
 * @param side which broker it connects to
 * @param follows the serial number of the shooter that a lamp listens to; present for a lamp only
 */
public record LightSpec(String name, LightRole role, Side side, Optional<String> follows) implements DeviceSpec {
    /** Throws {@link IllegalArgumentException} for an empty name, or a shooter that is missing, malformed or too much. */
    public LightSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a light needs a name");
        }
        if (follows.isPresent() != (role == LightRole.LAMP)) {
            throw new IllegalArgumentException(
                    "light " + name + " in role " + role.text() + ": a lamp, and only a lamp, follows a shooter");
        }
        if (follows.isPresent()) {
            TopicName unused = DiffuseCommand.topic(follows.get());
        }
    }

    /** A traffic light. */
    public LightSpec(String name, LightRole role, Side side) {
        this(name, role, side, Optional.empty());
    }

    /** A lamp that listens to the shooter with this serial number. */
    public static LightSpec lamp(String name, Side side, String follows) {
        return new LightSpec(name, LightRole.LAMP, side, Optional.of(follows));
    }
}
