package io.aromabridge.http;

import io.aromabridge.core.message.Payload;
import io.aromabridge.http.route.Method;
import io.aromabridge.http.route.Request;
import io.aromabridge.http.route.RequestException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a request out of the servlet container's hands. */
final class Requests {
    private static final int MAX_BODY_BYTES = 256 * 1024;

    private Requests() {}

    /** Throws {@link RequestException} for a query or body that cannot be read. */
    static Request read(Method method, HttpServletRequest request, Map<String, String> pathParameters) {
        Map<String, String> headers = new HashMap<>();
        request.getHeaderNames()
                .asIterator()
                .forEachRemaining(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        boolean hasBody = method == Method.POST || method == Method.PUT;
        return new Request(
                method,
                request.getRequestURI(),
                pathParameters,
                query(request.getQueryString()),
                headers,
                hasBody ? body(request) : Payload.EMPTY);
    }

    private static Map<String, List<String>> query(@Nullable String text) {
        Map<String, List<String>> query = new HashMap<>();
        if (text == null || text.isEmpty()) {
            return query;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            query.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RequestException(
                    400,
                    "the query has a bad %-sequence: " + Payload.of(text).excerpt(80),
                    "write a percent sign as %25");
        }
    }

    private static Payload body(HttpServletRequest request) {
        byte[] bytes;
        try {
            bytes = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        } catch (IOException e) {
            throw new RequestException(400, "the body broke off: " + e.getMessage(), "send it whole");
        }
        if (bytes.length > MAX_BODY_BYTES) {
            throw new RequestException(413, "the body is longer than " + MAX_BODY_BYTES + " bytes", "send less");
        }
        return Payload.owning(bytes);
    }
}
