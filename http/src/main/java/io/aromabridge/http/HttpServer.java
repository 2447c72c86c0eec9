package io.aromabridge.http;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.metric.SampleSource;
import io.aromabridge.http.observe.HealthHandler;
import io.aromabridge.http.observe.JournalHandler;
import io.aromabridge.http.observe.MetricsHandler;
import io.aromabridge.http.observe.ProcessSamples;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code GET /healthz}, {@code /metrics}, {@code /api/state}, {@code /api/journal} and further endpoints over
 * HTTP/1.1. Pages of other origins can neither read nor change anything. Its threads are daemons.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_THREADS = 8;
    private static final int MIN_THREADS = 2;
    private static final int THREAD_IDLE_MS = 30_000;
    private static final int CONNECTION_IDLE_MS = 30_000;

    /** How long closing waits for a running handler, before and after its interrupt together. */
    private static final int STOP_MS = 200;

    private final Server server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpServer(Server server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Binds the port and serves.
     *
     * @throws AromaException if it cannot listen there ({@code FAILED}), with the reason and the remedy
     * @throws IllegalArgumentException if two routes have one method and path
     */
    public static HttpServer start(HttpOptions options) throws AromaException {
        HostCheck hosts = new HostCheck(options.host(), options.hostNames());
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new HttpRouter(hosts, routes(options)).servlet()), "/*");
        Server server = new Server(threads(), new ScheduledExecutorScheduler("http-timer", true), null);
        server.setErrorHandler(new JettyErrors());
        server.setHandler(context);
        ServerConnector connector = connector(server, options);
        server.addConnector(connector);
        try {
            connector.open();
            server.start();
            return new HttpServer(server, connector.getLocalPort());
        } catch (Exception e) {
            connector.close();
            stop(server);
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    "http: cannot listen on " + options.host() + ":" + options.port() + ": " + reason(e),
                    e);
        }
    }

    private static QueuedThreadPool threads() {
        // A queue of the JDK: Jetty's own starts JMX to find the size of a cache line.
        QueuedThreadPool threads =
                new QueuedThreadPool(MAX_THREADS, MIN_THREADS, THREAD_IDLE_MS, new LinkedBlockingQueue<>());
        threads.setName("http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        threads.setStopTimeout(STOP_MS);
        return threads;
    }

    private static ServerConnector connector(Server server, HttpOptions options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // No acceptor thread: the one selector accepts too.
        ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(CONNECTION_IDLE_MS);
        return connector;
    }

    private static List<Endpoint> routes(HttpOptions options) {
        List<SampleSource> metrics = new ArrayList<>(options.metrics());
        metrics.add(new ProcessSamples(InstantSource.system()));
        List<Endpoint> routes = new ArrayList<>();
        routes.add(get("/healthz", new HealthHandler(options.health())));
        routes.add(get("/metrics", new MetricsHandler(metrics)));
        routes.add(get("/api/state", ctx -> ctx.json(options.state().get())));
        routes.add(get("/api/journal", new JournalHandler(options.journal())));
        routes.addAll(options.routes());
        return routes;
    }

    private static Endpoint get(String path, Handler handler) {
        return new Endpoint(HandlerType.GET, path, handler);
    }

    private static String reason(Exception e) {
        Throwable cause = e instanceof IOException && e.getCause() != null ? e.getCause() : e;
        String text = String.valueOf(cause.getMessage());
        if (text.contains("already in use")) {
            return "the port is taken; stop what uses it, or choose another with dashboard.port or --ports auto";
        }
        if (text.contains("Permission denied")) {
            return "ports below 1024 need more rights than this process has; choose another with dashboard.port";
        }
        if (text.contains("Cannot assign")) {
            return "the address is not one of this machine; mend dashboard.host";
        }
        if (cause instanceof UnresolvedAddressException) {
            return "the name cannot be resolved; mend dashboard.host";
        }
        return cause.toString();
    }

    /** The bound port, also after closing. */
    public int port() {
        return port;
    }

    /**
     * Closes all connections, also those with an unsent response, and interrupts running handlers. Only the first call has
     * an effect.
     */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            stop(server);
        }
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("HTTP server did not stop cleanly", e);
        }
    }
}
