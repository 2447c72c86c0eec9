package io.aromabridge.cloud.murano.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.cloud.murano.dialect.Request.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The payload of {@code $resource.batch}: {@code [{"timestamp": 1538080072, "values": {"temperature": 98.7}}, …]}. */
final class ResourceBatch {
    private static final String SHAPE = "send [{\"timestamp\": SECONDS, \"values\": {\"ALIAS\": VALUE}}, …]";

    /** In seconds the year 5138, in microseconds a day of 1970: what is beyond counts microseconds, as some clients do. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    /** The last time that RFC 3339 can write, in microseconds. */
    private static final long MOST_MICROS = 253_402_300_799_999_999L;

    private ResourceBatch() {}

    /** Throws {@link IllegalArgumentException}, with what is wrong, for anything else. */
    static List<Value> read(String text) {
        try {
            JsonNode root = new ObjectMapper().readTree(text);
            if (!root.isArray()) {
                throw new IllegalArgumentException("it is no JSON array; " + SHAPE);
            }
            List<Value> values = new ArrayList<>();
            for (JsonNode each : root) {
                Instant at = time(each.path("timestamp"));
                if (!each.path("values").isObject()) {
                    throw new IllegalArgumentException("\"values\" is no JSON object; " + SHAPE);
                }
                for (Map.Entry<String, JsonNode> value : each.path("values").properties()) {
                    values.add(new Value(value.getKey(), Optional.of(at), text(value.getValue())));
                }
            }
            return values;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON (" + e.getOriginalMessage() + "); " + SHAPE, e);
        }
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static Instant time(JsonNode node) {
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < 0
                || node.longValue() > MOST_MICROS) {
            throw new IllegalArgumentException("\"timestamp\" is no time in seconds or microseconds; " + SHAPE);
        }
        long number = node.longValue();
        return number <= MOST_SECONDS ? Instant.ofEpochSecond(number) : Instant.EPOCH.plus(number, ChronoUnit.MICROS);
    }
}
