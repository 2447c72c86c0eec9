package io.aromabridge.bench.peer;

import io.aromabridge.core.AllowedApi;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * The process of a stock Moquette: its own server, with {@link #SETTINGS} and its defaults for the rest. It prints its port, and
 * ends with its standard input.
 */
public final class MoquetteMain {
    /** What differs from its defaults; the port is a free one. */
    public static final String SETTINGS =
            "allow_anonymous true, persistence_enabled false, telemetry_enabled false (it would call home)";

    private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();

    private MoquetteMain() {}

    /** Takes nothing. */
    @AllowedApi("the standard output is how the parent process hears of the port")
    public static void main(String[] arguments) throws IOException {
        Properties settings = new Properties();
        settings.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
        settings.setProperty(IConfig.PORT_PROPERTY_NAME, "0");
        settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
        settings.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        Server server = new Server();
        server.startServer(new MemoryConfig(settings));
        // It sets the port after it has returned.
        while (server.getPort() <= 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        System.out.println(server.getPort());
        EndOfInput.endsTheProcess();
    }
}
