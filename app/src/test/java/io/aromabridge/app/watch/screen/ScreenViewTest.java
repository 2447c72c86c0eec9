package io.aromabridge.app.watch.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.watch.Event;
import io.aromabridge.app.watch.SystemState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The terminal: taken over, drawn on, given back. */
class ScreenViewTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final String CLEAR_LINE = "\u001b[K\r\n";
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String LEAVE = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

    private final StringWriter out = new StringWriter();
    private final AtomicReference<Instant> now = new AtomicReference<>(AT);
    private final AtomicInteger asked = new AtomicInteger();

    private ScreenView view(PrintWriter to) {
        InstantSource clock = now::get;
        return new ScreenView(
                to, new Screen(false, ZoneOffset.UTC), () -> new TerminalSize(40, 2 + asked.incrementAndGet()), clock);
    }

    private ScreenView view() {
        return view(new PrintWriter(out));
    }

    /** What was printed since the last call. */
    private String printed() {
        String text = out.toString();
        out.getBuffer().setLength(0);
        return text;
    }

    private static List<Event> diffusions(int count) {
        return IntStream.range(0, count)
                .<Event>mapToObj(i -> new Event.Diffusion(AT, "no " + i, "{}", false))
                .toList();
    }

    @Test
    void takesTheTerminalOverAndGivesItBack() {
        try (ScreenView view = view()) {
            assertEquals(ENTER, printed());
            assertTrue(view.show("p", SystemState.EMPTY, List.of()));
            assertEquals(
                    "\u001b[HAromabridge  p" + CLEAR_LINE + "Diffusions" + CLEAR_LINE + "none yet\u001b[J", printed());
        }
        assertEquals(LEAVE, printed());
    }

    @Test
    void drawsTheNewestFirst() {
        try (ScreenView view = view()) {
            String entered = printed();
            assertEquals(ENTER, entered);
            assertTrue(view.show("p", SystemState.EMPTY, diffusions(2000)));
            assertEquals(
                    "\u001b[HAromabridge  p" + CLEAR_LINE + "Diffusions" + CLEAR_LINE + "03:04:05 no 1999\u001b[J",
                    printed());
        }
    }

    @Test
    void asksForTheSizeOnceASecond() {
        try (ScreenView view = view()) {
            for (int tenths = 0; tenths <= 20; tenths++) {
                now.set(AT.plusMillis(tenths * 100L));
                assertTrue(view.show("p", SystemState.EMPTY, List.of()));
            }
        }
        assertEquals(3, asked.get());
    }

    @Test
    void saysAwayUntilTheSystemIsBack() {
        try (ScreenView view = view()) {
            assertTrue(view.show("p", SystemState.EMPTY, List.of(new Event.Away(AT, "gone"))));
            assertTrue(printed().contains("✘ the system is away: gone"));
            assertTrue(view.show("p", SystemState.EMPTY, List.of()));
            assertTrue(printed().contains("✘ the system is away: gone"));
            assertTrue(view.show("p", SystemState.EMPTY, List.of(new Event.Back(AT))));
            assertFalse(printed().contains("away"));
        }
    }

    @Test
    void tellsWhenTheTerminalIsGone() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("closed");
            }
        };
        try (ScreenView view = view(new PrintWriter(closed, false, StandardCharsets.UTF_8))) {
            assertFalse(view.show("p", SystemState.EMPTY, List.of()));
        }
    }

    @Test
    void aDumbTerminalIsNotDrawnOn() {
        assertFalse(ScreenView.isPossible(Map.of("TERM", "dumb")));
    }
}
