package io.aromabridge.http;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Payload;
import io.aromabridge.http.request.JsonErrors;
import io.aromabridge.http.request.QueryParameters;
import io.aromabridge.http.request.RequestBody;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import io.javalin.router.EndpointNotFound;
import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin with our rules: the host check before any handler, HEAD with every GET, and each failure as JSON. */
final class HttpRouter {
    private static final Logger log = LoggerFactory.getLogger(HttpRouter.class);
    private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

    private final HostCheck hosts;
    private final List<Endpoint> routes;

    HttpRouter(HostCheck hosts, List<Endpoint> routes) {
        this.hosts = hosts;
        this.routes = routes;
    }

    Servlet servlet() {
        return Javalin.create(this::configure).javalinServlet();
    }

    private void configure(JavalinConfig config) {
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "text/plain; charset=utf-8";
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = RequestBody.MAX_BYTES;
        config.jsonMapper(new JsonWriter());
        config.routes.before(this::admit);
        for (Endpoint route : routes) {
            Handler handler = checked(route.handler);
            config.routes.addHttpHandler(route.method, route.path, handler);
            if (route.method.equals(HandlerType.GET)) {
                // Javalin alone would answer 200 to any HEAD; the container leaves the body out.
                config.routes.addHttpHandler(HandlerType.HEAD, route.path, handler);
            }
        }
        config.routes.exception(EndpointNotFound.class, (e, ctx) -> notFound(ctx));
        config.routes.exception(MethodNotAllowedResponse.class, HttpRouter::notAllowed);
        config.routes.exception(HttpResponseException.class, (e, ctx) -> ctx.status(e.getStatus())
                .json(JsonErrors.json(e)));
        config.routes.exception(AromaException.class, HttpRouter::failed);
        config.routes.exception(Exception.class, (e, ctx) -> internalError(ctx, e));
    }

    private void admit(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        ctx.header("X-Content-Type-Options", "nosniff");
        Optional<String> host = Optional.ofNullable(ctx.header("Host"));
        hosts.checkHost(host);
        if (!READS.contains(ctx.method())) {
            HostCheck.checkOrigin(host, Optional.ofNullable(ctx.header("Origin")));
        }
    }

    /** A bad query is refused by handlers too that read none; an {@link Error} gets a body, which Javalin leaves out. */
    private static Handler checked(Handler handler) {
        return ctx -> {
            var unused = QueryParameters.of(ctx);
            try {
                handler.handle(ctx);
            } catch (Error e) {
                internalError(ctx, e);
            }
        };
    }

    private void notFound(Context ctx) {
        String served =
                routes.stream().map(route -> route.path).distinct().sorted().collect(Collectors.joining(", "));
        ctx.status(404).json(JsonErrors.json("nothing is at " + path(ctx), "served: " + served));
    }

    private static void notAllowed(MethodNotAllowedResponse e, Context ctx) {
        String allowed = String.join(", ", e.getDetails().values());
        ctx.header("Allow", allowed);
        ctx.status(405).json(JsonErrors.json(ctx.method() + " is not allowed at " + path(ctx), "allowed: " + allowed));
    }

    private static String path(Context ctx) {
        return Payload.of(ctx.path()).excerpt(100);
    }

    private static void failed(AromaException e, Context ctx) {
        log.debug("HTTP handler failed: {} {}", ctx.method(), ctx.path(), e);
        int status =
                switch (e.kind()) {
                    case REFUSED -> 403;
                    case UNREACHABLE -> 503;
                    case TIMED_OUT -> 504;
                    case FAILED, CONFIGURATION -> 500;
                };
        ctx.status(status).json(JsonErrors.json(String.valueOf(e.getMessage()), ""));
    }

    private static void internalError(Context ctx, Throwable cause) {
        log.error("HTTP handler failed: {} {} answered with 500", ctx.method(), ctx.path(), cause);
        ctx.status(500).json(JsonErrors.json("internal error", "the log of the process says more"));
    }
}
