package io.aromabridge.app;

import java.io.Console;
import java.util.Optional;

/** Whether a person looks on. */
public final class Terminal {
    private Terminal() {}

    /** Whether the standard input and output are a terminal, as far as the JVM can tell. */
    public static boolean isAttached() {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .isPresent();
    }

    /** From Java 22 on there may be a console without a terminal; only there is this method. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException unused) {
            return true;
        }
    }
}
