package io.aromabridge.http;

import io.aromabridge.core.AromaException;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.List;

/** Short forms for what the tests serve. */
final class TestEndpoints {
    private TestEndpoints() {}

    static HttpServer serving(Endpoint... endpoints) throws AromaException {
        return HttpServer.start(HttpOptions.on("127.0.0.1", 0).withRoutes(List.of(endpoints)));
    }

    static Endpoint get(String path, Handler handler) {
        return new Endpoint(HandlerType.GET, path, handler);
    }

    static Endpoint post(String path, Handler handler) {
        return new Endpoint(HandlerType.POST, path, handler);
    }
}
