package io.aromabridge.http.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a request, bounded. */
public final class RequestBody {
    /** The longest body that is read. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestBody() {}

    /** All of it; 413 if it is longer than {@link #MAX_BYTES}, 400 if the client breaks off. */
    public static byte[] bytes(Context ctx) {
        byte[] bytes;
        try {
            bytes = ctx.bodyInputStream().readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw JsonErrors.exception(400, "the body broke off: " + e.getMessage(), "send it whole");
        }
        if (bytes.length > MAX_BYTES) {
            throw JsonErrors.exception(413, "the body is longer than " + MAX_BYTES + " bytes", "send less");
        }
        return bytes;
    }

    /** A JSON object (RFC 8259), whose values are maps, lists, text, numbers, booleans and null; 400 if it is none. */
    @SuppressWarnings("unchecked") // The keys of an object are text.
    public static Map<String, @Nullable Object> jsonObject(Context ctx) {
        byte[] bytes = bytes(ctx);
        if (bytes.length == 0) {
            throw noObject("the body is empty");
        }
        try {
            if (STRICT.readValue(bytes, Object.class) instanceof Map<?, ?> read) {
                return (Map<String, @Nullable Object>) read;
            }
            throw noObject("the body is JSON, but no object");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw noObject("the body is no JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static HttpResponseException noObject(String error) {
        return JsonErrors.exception(400, error, "send a JSON object");
    }
}
