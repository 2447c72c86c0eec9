package io.aromabridge.http.route;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aromabridge.core.message.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON to bytes and back (RFC 8259). */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Throws {@link IllegalArgumentException} for what has no form in JSON. */
    static Payload write(Object value) {
        try {
            return Payload.owning(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of it: " + e.getOriginalMessage(), e);
        }
    }

    /** The object that the text holds; {@link RequestException} with 400 if it holds none. */
    @SuppressWarnings("unchecked") // The keys of an object are text.
    static Map<String, @Nullable Object> readObject(Payload body) {
        if (body.length() == 0) {
            throw noObject("the body is empty");
        }
        try {
            if (MAPPER.readValue(body.toBytes(), Object.class) instanceof Map<?, ?> read) {
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

    private static RequestException noObject(String error) {
        return new RequestException(400, error, "send a JSON object");
    }
}
