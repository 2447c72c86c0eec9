package io.aromabridge.http;

import io.aromabridge.http.route.Answer;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers in JSON what Jetty refuses before it becomes a request: a malformed line, headers that are too long. */
final class JettyErrors extends ErrorHandler {
    private static final String HINT = "see RFC 9112 for what a request looks like";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object reason = request.getAttribute(ERROR_MESSAGE);
        Answer answer = answer(response.getStatus(), String.valueOf(reason));
        addHeaders(response.getHeaders());
        response.write(true, ByteBuffer.wrap(answer.body().toBytes()), callback);
        return true;
    }

    private static Answer answer(int status, String reason) {
        return status == 500
                ? Answer.error(status, "internal error", "the log of the process says more")
                : Answer.error(status, reason, HINT);
    }

    private static void addHeaders(HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, "application/json");
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        fields.put("X-Content-Type-Options", "nosniff");
    }
}
