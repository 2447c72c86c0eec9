package io.aromabridge.http;

import io.aromabridge.core.AromaException;
import io.aromabridge.testing.log.LogLines;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Servers, endpoints and log lines of the tests, in short. */
final class TestEndpoints {
    private TestEndpoints() {}

    static HttpServer serving(Endpoint... endpoints) throws AromaException {
        return HttpServer.start(HttpOptions.on("127.0.0.1", 0).withRoutes(List.of(endpoints)));
    }

    /** All that is logged from WARN up. */
    static LogLines warnings() {
        return LogLines.of(Logger.ROOT_LOGGER_NAME, Level.WARN);
    }

    static Endpoint get(String path, Handler handler) {
        return new Endpoint(HandlerType.GET, path, handler);
    }

    static Endpoint post(String path, Handler handler) {
        return new Endpoint(HandlerType.POST, path, handler);
    }
}
