package io.aromabridge.http;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Payload;
import io.aromabridge.http.route.Answer;
import io.aromabridge.http.route.Method;
import io.aromabridge.http.route.Request;
import io.aromabridge.http.route.RequestException;
import io.aromabridge.http.route.Route;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each request to its route, and each failure to an answer in JSON. */
final class Dispatch {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

    private final HostCheck hosts;
    private final List<Route> routes;

    Dispatch(HostCheck hosts, List<Route> routes) {
        this.hosts = hosts;
        this.routes = routes;
    }

    /** The same for a servlet container. */
    Servlet servlet() {
        return Javalin.create(this::configure).javalinServlet();
    }

    private void configure(JavalinConfig config) {
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.routes.before(this::admit);
        for (Route route : routes) {
            HandlerType type = HandlerType.findOrCreate(route.method().name());
            config.routes.addHttpHandler(type, route.path(), ctx -> send(ctx, answer(route, ctx)));
            if (route.method() == Method.GET) {
                // Javalin alone would answer 200 to any HEAD; the container leaves the body out.
                config.routes.addHttpHandler(HandlerType.HEAD, route.path(), ctx -> send(ctx, answer(route, ctx)));
            }
        }
        config.routes.exception(RequestException.class, (e, ctx) -> send(ctx, e.answer()));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> send(ctx, notServed(e, ctx)));
        config.routes.exception(Exception.class, (e, ctx) -> send(ctx, internalError(ctx, e)));
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

    private static Answer answer(Route route, Context ctx) {
        try {
            Request request = Requests.read(route.method(), ctx.req(), ctx.pathParamMap());
            return route.handler().handle(request);
        } catch (RequestException e) {
            return e.answer();
        } catch (AromaException e) {
            log.debug("{} {} failed", route.method(), route.path(), e);
            return Answer.error(status(e.kind()), String.valueOf(e.getMessage()), "");
        } catch (RuntimeException | Error e) {
            return internalError(ctx, e);
        }
    }

    private static int status(AromaException.Kind kind) {
        return switch (kind) {
            case REFUSED -> 403;
            case UNREACHABLE -> 503;
            case TIMED_OUT -> 504;
            case FAILED, CONFIGURATION -> 500;
        };
    }

    private static Answer internalError(Context ctx, Throwable cause) {
        log.error("{} {} failed", ctx.method(), ctx.path(), cause);
        return Answer.error(500, "internal error", "the log of the process says more");
    }

    private Answer notServed(HttpResponseException e, Context ctx) {
        String path = Payload.of(ctx.path()).excerpt(100);
        if (e.getStatus() == 405) {
            String allowed = String.join(", ", e.getDetails().values());
            ctx.header("Allow", allowed);
            return Answer.error(405, ctx.method() + " is not allowed at " + path, "allowed: " + allowed);
        }
        String served = routes.stream().map(Route::path).distinct().sorted().collect(Collectors.joining(", "));
        return Answer.error(e.getStatus(), "nothing is at " + path, "served: " + served);
    }

    private static void send(Context ctx, Answer answer) {
        ctx.status(answer.status())
                .contentType(answer.contentType())
                .result(answer.body().toBytes());
    }
}
