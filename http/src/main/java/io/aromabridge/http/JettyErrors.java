package io.aromabridge.http;

import io.aromabridge.http.request.JsonErrors;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers in JSON what Jetty refuses before Javalin sees it: a malformed line, headers that are too long. */
final class JettyErrors extends ErrorHandler {
    private final JsonWriter json = new JsonWriter();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Map<String, String> error = response.getStatus() == 500
                ? JsonErrors.json("internal error", "the log of the process says more")
                : JsonErrors.json(
                        String.valueOf(request.getAttribute(ERROR_MESSAGE)),
                        "see RFC 9112 for what a request looks like");
        HttpFields.Mutable fields = response.getHeaders();
        fields.put(HttpHeader.CONTENT_TYPE, "application/json");
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        fields.put("X-Content-Type-Options", "nosniff");
        response.write(true, StandardCharsets.UTF_8.encode(json.toJsonString(error, Map.class)), callback);
        return true;
    }
}
