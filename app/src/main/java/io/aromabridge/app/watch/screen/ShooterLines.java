package io.aromabridge.app.watch.screen;

import io.aromabridge.app.watch.SystemState.Run;
import io.aromabridge.app.watch.SystemState.Shooter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** A line for each shooter: its channels that diffuse, each as a bar of its intensity. */
record ShooterLines(Supplier<ScreenLine> lines) {
    /** Columns of a channel without its bar: {@code 3  100 % 10.0 s} and two spaces. */
    private static final int AROUND_BAR = 17;

    private static final int LONGEST_BAR = 10;

    /** All of them if they fit; else those that do something first, and how many are left out. */
    List<ScreenLine> of(List<Shooter> shooters, int most) {
        if (shooters.size() <= most) {
            return shooters.stream().map(this::line).toList();
        }
        if (most < 1) {
            return List.of();
        }
        List<ScreenLine> all = new ArrayList<>();
        shooters.stream()
                .sorted(Comparator.comparing((Shooter s) -> s.running().isEmpty())
                        .thenComparing(Shooter::connected))
                .limit(most - 1L)
                .map(this::line)
                .forEach(all::add);
        all.add(lines.get().text(Ink.DIM, "… and " + (shooters.size() - all.size()) + " more shooters"));
        return all;
    }

    private ScreenLine line(Shooter shooter) {
        ScreenLine line = lines.get();
        if (shooter.connected()) {
            line.text(Ink.GREEN, "●");
        } else {
            line.text(Ink.RED, "○");
        }
        line.text(" " + shooter.serial() + " ").text(Ink.DIM, shooter.side()).text("  ");
        if (!shooter.connected()) {
            line.text("not connected  ");
        }
        if (shooter.booster()) {
            line.text(Ink.BOLD, "booster").text("  ");
        }
        int each = line.room() / Math.max(1, shooter.running().size());
        int bar = Math.max(1, Math.min(LONGEST_BAR, each - AROUND_BAR));
        shooter.running().forEach(run -> channel(line, run, bar));
        return line;
    }

    private static void channel(ScreenLine line, Run run, int bar) {
        int intensity = Math.max(0, Math.min(100, run.intensity()));
        int filled = (intensity * bar + 99) / 100;
        line.text(Ink.BOLD, run.channel() + " ")
                .text(Ink.CYAN, "█".repeat(filled))
                .text(Ink.DIM, "░".repeat(bar - filled))
                .text(" " + run.intensity() + " % " + DurationText.tenths(run.time()) + "  ");
    }
}
