package io.aromabridge.app.watch.screen;

import io.aromabridge.app.watch.Printable;
import io.aromabridge.app.watch.SystemState.Light;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lights as blocks of 8 by 4 characters, two pixels each, under their names, side by side. Without colours lit pixels
 * are drawn, and the most frequent of their colours is written beside the name.
 */
record LightBlocks(Supplier<ScreenLine> lines, boolean colours) {
    /** A name and the block. */
    private static final int HEIGHT = 1 + Light.SIDE / 2;

    private static final int WIDEST = 24;
    private static final int GAP = 2;

    /** As many whole blocks as fit. */
    List<ScreenLine> of(List<Light> lights, int most) {
        if (lights.isEmpty()) {
            return List.of();
        }
        int widest = lights.stream().mapToInt(l -> Columns.of(label(l))).max().orElse(0);
        int cell = Math.max(Light.SIDE, Math.min(WIDEST, widest)) + GAP;
        int beside = Math.max(1, (lines.get().room() + GAP) / cell);
        List<ScreenLine> all = new ArrayList<>();
        for (int from = 0; from < lights.size() && all.size() + HEIGHT <= most; from += beside) {
            all.addAll(row(lights.subList(from, Math.min(lights.size(), from + beside)), cell));
        }
        return all;
    }

    private List<ScreenLine> row(List<Light> lights, int cell) {
        List<ScreenLine> all = new ArrayList<>();
        ScreenLine names = lines.get();
        for (int i = 0; i < lights.size(); i++) {
            Light light = lights.get(i);
            String label = label(light);
            String cut = label.substring(0, Columns.fitting(label, cell - GAP));
            names.tab(i * cell).text(light.connected() ? Ink.GREEN : Ink.RED, cut);
        }
        all.add(names);
        for (int y = 0; y < Light.SIDE; y += 2) {
            ScreenLine line = lines.get();
            for (int i = 0; i < lights.size(); i++) {
                line.tab(i * cell);
                pixels(line, lights.get(i).pixels(), y * Light.SIDE);
            }
            all.add(line);
        }
        return all;
    }

    private static void pixels(ScreenLine line, List<Integer> pixels, int from) {
        for (int x = from; x < from + Light.SIDE; x++) {
            line.halves(pixels.get(x), pixels.get(x + Light.SIDE));
        }
    }

    private String label(Light light) {
        String name = (light.connected() ? "● " : "○ ") + Printable.of(light.name());
        return colours ? name : name + " " + colour(light);
    }

    /** The most frequent colour of those that are lit. */
    private static String colour(Light light) {
        return light.pixels().stream()
                .filter(pixel -> pixel != 0)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(most -> "#" + HexFormat.of().toHexDigits(most.getKey(), 6))
                .orElse("dark");
    }
}
