package io.aromabridge.app.run;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system. A shutdown hook would do for stopping, but not for the exit code: the JVM's own
 * handlers answer SIGTERM with 143. The class that every JDK has for this ({@code sun.misc.Signal}, module
 * {@code jdk.unsupported}) is reached by reflection, because the compiler warns of each use of it.
 */
final class Signals {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

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
