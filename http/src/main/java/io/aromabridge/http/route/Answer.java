package io.aromabridge.http.route;

import io.aromabridge.core.message.Payload;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a handler answers.
 *
 * @param status 200 to 599 (RFC 9110, section 15)
 * @param contentType with its charset, if it is text
 */
public record Answer(int status, String contentType, Payload body) {
    /** Throws {@link IllegalArgumentException} for a status that ends no request. */
    public Answer {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status + ": it must be 200 to 599");
        }
    }

    /**
     * 200 with JSON.
     *
     * @param value maps with text as keys, lists, text, numbers, booleans
     */
    public static Answer json(Object value) {
        return json(200, value);
    }

    /** JSON with a status of its own. */
    public static Answer json(int status, Object value) {
        return new Answer(status, "application/json", Json.write(value));
    }

    /** 200 with plain text. */
    public static Answer text(String text) {
        return new Answer(200, "text/plain; charset=utf-8", Payload.of(text));
    }

    /**
     * What went wrong: {@code {"error": "…", "hint": "…"}}.
     *
     * @param hint what to do; left out if empty
     */
    public static Answer error(int status, String error, String hint) {
        Map<String, String> value = new LinkedHashMap<>();
        value.put("error", error);
        if (!hint.isEmpty()) {
            value.put("hint", hint);
        }
        return json(status, value);
    }
}
