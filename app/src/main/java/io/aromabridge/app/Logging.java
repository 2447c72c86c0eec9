package io.aromabridge.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** How the process logs: lines for the person at the console, on the standard error. Found by logback as a service. */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String OURS = "io.aromabridge";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        // The cause of a failure is for --log-level debug.
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %msg%n%nopex");
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        context.getLogger(OURS).setLevel(Level.INFO);
        // Jetty warns of what odd clients send.
        context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR);
        // Netty warns of a host without a network card, as a container may be.
        context.getLogger("io.netty").setLevel(Level.ERROR);
        // The engine reports every odd packet of a client at WARN; the guard in front of it says what matters.
        context.getLogger("io.moquette").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Shows what the classes of a package log at INFO too, as far as ours do: those of a plug-in. */
    public static void alsoOf(String packageName) {
        context().getLogger(packageName).setLevel(context().getLogger(OURS).getLevel());
    }

    /** Logs one JSON object a line instead, in logback's own form, for programs that collect logs. */
    public static void asJson() {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context());
        json.start();
        consoles().forEach(console -> console.setEncoder(json));
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static List<ConsoleAppender<ILoggingEvent>> consoles() {
        List<ConsoleAppender<ILoggingEvent>> consoles = new ArrayList<>();
        context().getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appender -> {
            if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
                consoles.add(console);
            }
        });
        return consoles;
    }

    /**
     * Sets the log level.
     *
     * @param name {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}; from {@code debug} on with
     *     causes
     */
    public static void level(String name) {
        Level level = Level.toLevel(name, Level.INFO);
        context().getLogger(OURS).setLevel(level);
        if (level.isGreaterOrEqual(Level.INFO)) {
            return;
        }
        for (ConsoleAppender<ILoggingEvent> console : consoles()) {
            if (console.getEncoder() instanceof PatternLayoutEncoder encoder) {
                encoder.stop();
                encoder.setPattern("%d{HH:mm:ss.SSS} %-5level [%thread] %logger{20} %msg%n");
                encoder.start();
            }
        }
    }
}
