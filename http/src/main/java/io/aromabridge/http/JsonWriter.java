package io.aromabridge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** JSON of {@code Context.json}: as Jackson writes bytes, with escapes for characters beyond the basic plane. */
final class JsonWriter implements JsonMapper {
    private final ObjectMapper jackson = new ObjectMapper();

    @Override
    public String toJsonString(Object value, Type unused) {
        try {
            return new String(jackson.writeValueAsBytes(value), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of it: " + e.getOriginalMessage(), e);
        }
    }
}
