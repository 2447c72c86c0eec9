package io.aromabridge.app.watch.screen;

import io.aromabridge.app.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * A terminal whose whole screen is drawn. It is taken over on the way in and given back on the way out: alternate
 * screen, cursor, wrapping of lines (ECMA-48, and the private modes 1049, 25 and 7 that xterm documents).
 */
final class DrawnTerminal implements AutoCloseable {
    private static final String CSI = "\u001b[";

    private final PrintWriter out;

    /** Takes it over. */
    DrawnTerminal(PrintWriter out) {
        this.out = out;
        out.print(CSI + "?1049h" + CSI + "?25l" + CSI + "?7l");
        out.flush();
    }

    /**
     * Draws lines over what is there, without flicker, and clears the rest.
     *
     * @return whether the terminal is still there
     */
    boolean draw(List<String> lines) {
        out.print(CSI + "H" + String.join(CSI + "K\r\n", lines) + CSI + "J");
        return !out.checkError();
    }

    /** Gives it back. */
    @Override
    public void close() {
        out.print(CSI + "0m" + CSI + "?7h" + CSI + "?25h" + CSI + "?1049l");
        out.flush();
    }

    /** Whether the standard output is a terminal that can be drawn on. */
    static boolean isThere(Map<String, String> environment) {
        return !"dumb".equals(environment.get("TERM")) && Terminal.isAttached();
    }
}
