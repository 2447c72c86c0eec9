package io.aromabridge.app.run;

import io.aromabridge.app.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system. A shutdown hook would do for stopping, but not for the exit code: the JVM's own
 * handlers answer SIGTERM with 143. The class that every JDK has for this ({@code sun.misc.Signal}, module
 * {@code jdk.unsupported}) is reached by reflection, because the compiler warns of each use of it.
 */
final class Signals {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    /** The terminal of this process, on systems that have SIGHUP. */
    private static final Path TERMINAL = Path.of("/dev/tty");

    private Signals() {}

    /**
     * Runs something at SIGHUP, which from then on ends the process only if it means what its name says: that the terminal
     * in which it was started is gone. On systems without SIGHUP nothing happens.
     */
    static void onHangup(Runnable action) {
        boolean attached = Terminal.isAttached();
        on("HUP", () -> {
            if (attached && !isTerminalThere()) {
                raise("TERM");
            } else {
                action.run();
            }
        });
    }

    private static boolean isTerminalThere() {
        try (OutputStream terminal = Files.newOutputStream(TERMINAL, StandardOpenOption.WRITE)) {
            terminal.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private static void raise(String signal) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Object made = type.getConstructor(String.class).newInstance(signal);
            type.getMethod("raise", type).invoke(null, made);
        } catch (ReflectiveOperationException e) {
            log.debug("signal {} cannot be raised", signal, e);
        }
    }

    /** Runs something, on a thread of the JVM, when a signal comes, such as {@code TERM}. */
    static void on(String signal, Runnable action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            type.getMethod("handle", type, handlerType)
                    .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // The process still stops, with the JVM's own exit code.
            log.debug("signal {} cannot be handled", signal, e);
        }
    }
}
