package io.aromabridge.app.watch.screen;

import io.aromabridge.app.watch.Event;
import io.aromabridge.app.watch.SystemState;
import io.aromabridge.app.watch.View;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The picture on a terminal, drawn anew each time. */
public final class ScreenView implements View {
    private static final int REMEMBERED = 500;
    private static final Duration SIZE_HOLDS = Duration.ofSeconds(1);

    private final DrawnTerminal terminal;
    private final Screen screen;
    private final Supplier<TerminalSize> sizes;
    private final InstantSource clock;
    private final Deque<Event.Diffusion> diffusions = new ArrayDeque<>();
    private Optional<Event.Away> away = Optional.empty();
    private TerminalSize size = TerminalSize.USUAL;
    private Instant sizeUntil = Instant.MIN;

    /**
     * Takes the terminal over, until this is closed.
     *
     * @param sizes asked for the terminal's size once a second
     */
    public ScreenView(PrintWriter out, Screen screen, Supplier<TerminalSize> sizes, InstantSource clock) {
        this.terminal = new DrawnTerminal(out);
        this.screen = screen;
        this.sizes = sizes;
        this.clock = clock;
    }

    /** Whether the standard output is a terminal that can be drawn on. */
    public static boolean isPossible(Map<String, String> environment) {
        return DrawnTerminal.isThere(environment);
    }

    @Override
    public boolean show(String place, SystemState state, List<Event> events) {
        events.forEach(this::remember);
        if (!clock.instant().isBefore(sizeUntil)) {
            size = sizes.get();
            sizeUntil = clock.instant().plus(SIZE_HOLDS);
        }
        return terminal.draw(screen.render(new Picture(place, away, state, List.copyOf(diffusions)), size));
    }

    private void remember(Event event) {
        if (event instanceof Event.Diffusion diffusion) {
            diffusions.addFirst(diffusion);
            if (diffusions.size() > REMEMBERED) {
                diffusions.removeLast();
            }
        } else if (event instanceof Event.Away now) {
            away = Optional.of(now);
        } else if (event instanceof Event.Back) {
            away = Optional.empty();
        }
    }

    @Override
    public void close() {
        terminal.close();
    }
}
