package io.aromabridge.simulator.diffusion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** Writes an event as the JSON object of the diffusion log; fields that are absent are left out. */
final class DiffusionJson {
    private static final int PAYLOAD_BYTES = 200;
    private static final JsonFactory JSON = new JsonFactory();

    /** RFC 3339 in UTC, always with three digits of a second. */
    private static final DateTimeFormatter AT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private DiffusionJson() {}

    static String of(DiffusionEvent event) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("at", AT.format(event.at()));
            json.writeStringField("device", event.device().name());
            json.writeStringField("kind", event.device().kind().text());
            json.writeStringField("side", event.device().side().text());
            json.writeStringField("topic", event.topic().value());
            json.writeStringField("outcome", event.outcome().text());
            if (event.command().isPresent()) {
                write(json, event.command().get());
            }
            write(json, "scent", event.scent());
            write(json, "reason", event.rejection().map(DiffusionEvent.Rejection::reason));
            write(json, "payload", event.rejection().map(r -> r.payload().excerpt(PAYLOAD_BYTES)));
            write(json, "warning", event.warning());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, DiffuseCommand command) throws IOException {
        json.writeNumberField("channel", command.channel());
        json.writeNumberField("durationMs", command.durationMs());
        json.writeNumberField("intensity", command.intensity());
        json.writeBooleanField("booster", command.booster());
    }

    private static void write(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }
}
