package io.aromabridge.app.watch.screen;

import io.aromabridge.app.watch.Event;
import io.aromabridge.app.watch.SystemState.Light;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Makes a picture into lines of text, from top to bottom: how the system stands, shooters, lights, diffusions. Diffusions
 * keep a few lines if there are many devices, and get all that is left if there are few.
 *
 * @param colours whether with control sequences for colours
 * @param zone of the time of day
 */
public record Screen(boolean colours, ZoneId zone) {
    /** Lines that the diffusions keep, with their title. */
    private static final int LEAST_FOR_DIFFUSIONS = 4;

    private static final int ROW_OF_LIGHTS = 1 + Light.SIDE / 2;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** The lines; no more, and none wider, than the terminal has. */
    List<String> render(Picture picture, TerminalSize size) {
        Supplier<ScreenLine> lines = () -> new ScreenLine(size.columns(), colours);
        List<ScreenLine> all = new ArrayList<>(new StatusLines(lines).of(picture));
        int free = size.lines() - all.size() - LEAST_FOR_DIFFUSIONS;
        // Room for one row of lights comes before the last of many shooters, but not before the first.
        int kept = !picture.state().lights().isEmpty() && free >= ROW_OF_LIGHTS + 3 ? ROW_OF_LIGHTS + 1 : 0;
        List<ScreenLine> shooters =
                new ShooterLines(lines).of(picture.state().shooters(), Math.max(0, free - kept - 1));
        section(all, lines, "Shooters", shooters);
        free -= shooters.isEmpty() ? 0 : shooters.size() + 1;
        section(
                all,
                lines,
                "Lights",
                new LightBlocks(lines, colours).of(picture.state().lights(), free - 1));
        section(all, lines, "Diffusions", diffusions(picture, lines));
        return all.stream().limit(size.lines()).map(ScreenLine::toString).toList();
    }

    private static void section(
            List<ScreenLine> all, Supplier<ScreenLine> lines, String title, List<ScreenLine> content) {
        if (!content.isEmpty()) {
            all.add(lines.get().text(Ink.BOLD, title));
            all.addAll(content);
        }
    }

    private List<ScreenLine> diffusions(Picture picture, Supplier<ScreenLine> lines) {
        if (picture.diffusions().isEmpty()) {
            return List.of(lines.get().text(Ink.DIM, "none yet"));
        }
        return picture.diffusions().stream()
                .map(event -> diffusion(event, lines.get()))
                .toList();
    }

    private ScreenLine diffusion(Event.Diffusion event, ScreenLine line) {
        line.text(Ink.DIM, TIME.withZone(zone).format(event.at())).text(" ");
        return event.rejected() ? line.text(Ink.RED, event.sentence()) : line.text(event.sentence());
    }
}
