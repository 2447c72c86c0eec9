package io.aromabridge.simulator;

import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import java.util.Map;

/**
 * An Aroma Shooter to simulate.
 *
 * @param serial {@code AS} and 8 letters or digits
 * @param side which broker it connects to
 * @param scents what its cartridges hold, by channel 1 to 6; may be empty
 */
public record ShooterSpec(String serial, Side side, Map<Integer, String> scents) implements DeviceSpec {
    /** Throws {@link IllegalArgumentException} for a malformed serial number or a channel outside 1 to 6. */
    public ShooterSpec {
        TopicName unused = DiffuseCommand.topic(serial);
        scents = Map.copyOf(scents);
        for (Integer channel : scents.keySet()) {
            if (channel < 1 || channel > DiffuseCommand.CHANNELS) {
                throw new IllegalArgumentException(
                        "scent of channel " + channel + " of " + serial + ": channels are 1 to 6");
            }
        }
    }

    /** A shooter whose cartridges are not known. */
    public ShooterSpec(String serial, Side side) {
        this(serial, side, Map.of());
    }

    @Override
    public String name() {
        return serial;
    }
}
