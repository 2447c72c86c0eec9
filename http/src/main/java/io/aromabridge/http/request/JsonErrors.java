package io.aromabridge.http.request;

import io.javalin.http.HttpResponseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors as every response has them: {@code {"error": "…", "hint": "…"}}. */
public final class JsonErrors {
    private static final String HINT = "hint";

    private JsonErrors() {}

    /**
     * An error that the client can mend.
     *
     * @param status 400 to 499
     * @param error what was given and the rule it breaks
     * @param hint what to do instead
     */
    public static HttpResponseException exception(int status, String error, String hint) {
        return new HttpResponseException(status, error, Map.of(HINT, hint));
    }

    /** The JSON of such an error; the hint of any other is left out. */
    public static Map<String, String> json(HttpResponseException e) {
        return json(String.valueOf(e.getMessage()), e.getDetails().getOrDefault(HINT, ""));
    }

    /**
     * The JSON of an error.
     *
     * @param hint left out if empty
     */
    public static Map<String, String> json(String error, String hint) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("error", error);
        if (!hint.isEmpty()) {
            json.put(HINT, hint);
        }
        return json;
    }
}
