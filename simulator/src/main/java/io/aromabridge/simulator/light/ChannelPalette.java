package io.aromabridge.simulator.light;

import io.aromabridge.simulator.diffusion.DiffuseCommand;
import java.util.List;

/**
 * The colours of a shooter's six channels, after Okabe and Ito's palette, which people with colour blindness can tell
 * apart: 1 vermilion (213, 94, 0), 2 sky blue (86, 180, 233), 3 bluish green (0, 158, 115), 4 yellow (240, 228, 66),
 * 5 blue (0, 114, 178), 6 reddish purple (204, 121, 167).
 */
public final class ChannelPalette {
    private static final List<Rgb> COLOURS = List.of(
            new Rgb(213, 94, 0),
            new Rgb(86, 180, 233),
            new Rgb(0, 158, 115),
            new Rgb(240, 228, 66),
            new Rgb(0, 114, 178),
            new Rgb(204, 121, 167));

    private ChannelPalette() {}

    /** The colour of a command's channel, each element scaled by its intensity and rounded. */
    public static Rgb colour(DiffuseCommand command) {
        Rgb full = COLOURS.get(command.channel() - 1);
        return new Rgb(scale(full.red(), command), scale(full.green(), command), scale(full.blue(), command));
    }

    private static int scale(int element, DiffuseCommand command) {
        return (element * command.intensity() + DiffuseCommand.MAX_INTENSITY / 2) / DiffuseCommand.MAX_INTENSITY;
    }
}
