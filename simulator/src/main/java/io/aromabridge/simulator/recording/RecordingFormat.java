package io.aromabridge.simulator.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The keys of a recording, and its lines as text. Keys that say nothing are left out. */
final class RecordingFormat {
    static final String VERSION = "recording";
    static final String STARTED_AT = "startedAt";
    static final String SEED = "seed";
    static final String NOTE = "note";
    static final String PORTS = "ports";
    static final String AT = "at";
    static final String PLACE = "place";
    static final String STEP = "step";
    static final String CLIENT = "client";
    static final String TOPIC = "topic";
    static final String QOS = "qos";
    static final String RETAIN = "retain";
    static final String PAYLOAD = "payload";
    static final String PAYLOAD_BASE64 = "payloadBase64";
    static final String PUBLISH = "publish";

    /** The one version there is. */
    static final int NOW = 1;

    private static final JsonFactory JSON = new JsonFactory();

    /** RFC 3339 in UTC, always with six digits of a second, so that the texts stand in the order of the times. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

    private RecordingFormat() {}

    /** Writes the fields of one line. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static String text(RecordingHeader header) {
        return object(json -> {
            json.writeNumberField(VERSION, NOW);
            time(json, STARTED_AT, header.startedAt());
            if (header.seed().isPresent()) {
                json.writeNumberField(SEED, header.seed().getAsLong());
            }
            textUnlessEmpty(json, NOTE, header.note());
            if (!header.ports().isEmpty()) {
                json.writeObjectFieldStart(PORTS);
                for (Map.Entry<String, Integer> port : header.ports().entrySet()) {
                    json.writeNumberField(port.getKey(), port.getValue());
                }
                json.writeEndObject();
            }
        });
    }

    static String text(RecordedLine line) {
        return object(json -> {
            time(json, AT, line.at());
            textUnlessEmpty(json, PLACE, line.place());
            textUnlessEmpty(json, STEP, line.step());
            textUnlessEmpty(json, CLIENT, line.client());
            if (line.message().isPresent()) {
                message(json, line.message().get());
            }
            textUnlessEmpty(json, NOTE, line.note());
            if (line.publish().isPresent()) {
                json.writeStringField(PUBLISH, line.publish().get().text());
            }
        });
    }

    private static String object(Fields fields) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toString();
    }

    private static void time(JsonGenerator json, String key, Instant at) throws IOException {
        json.writeStringField(key, TIME.format(at));
    }

    private static void textUnlessEmpty(JsonGenerator json, String key, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(key, value);
        }
    }

    private static void message(JsonGenerator json, Message message) throws IOException {
        json.writeStringField(TOPIC, message.topic().value());
        json.writeNumberField(QOS, message.qos().level());
        if (message.retained()) {
            json.writeBooleanField(RETAIN, true);
        }
        Payload payload = message.payload();
        Optional<String> text = utf8(payload);
        if (text.isEmpty()) {
            json.writeStringField(PAYLOAD_BASE64, Base64.getEncoder().encodeToString(payload.toBytes()));
        } else {
            textUnlessEmpty(json, PAYLOAD, text.get());
        }
    }

    /** The text, if the bytes are one; only then do they come back from it as they were. */
    private static Optional<String> utf8(Payload payload) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload.toBytes()))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
