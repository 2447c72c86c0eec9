package io.aromabridge.simulator.diffusion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.aromabridge.core.message.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** Reads the JSON of a diffuse command, strictly. Serves one payload. */
final class CommandReader {
    private static final int MAX_BYTES = 128 * 1024;
    private static final int SHOWN = 40;
    private static final String BOOSTER = "booster";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<CommandField, Integer> numbers = new EnumMap<>(CommandField.class);
    private boolean booster;

    private CommandReader() {}

    static DiffuseCommand read(Payload payload) {
        if (payload.length() == 0) {
            throw new InvalidCommandException("the payload is empty: expected a JSON object");
        }
        if (payload.length() > MAX_BYTES) {
            throw new InvalidCommandException(
                    "the payload has " + payload.length() + " bytes: expected at most " + MAX_BYTES);
        }
        CommandReader reader = new CommandReader();
        try (JsonParser parser = JSON.createParser(utf8(payload))) {
            reader.readObject(parser);
        } catch (JsonProcessingException e) {
            throw new InvalidCommandException("not JSON: " + describe(e));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        return reader.command();
    }

    private static String utf8(Payload payload) {
        try {
            // A new decoder reports what is not UTF-8 instead of replacing it.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload.toBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidCommandException("not JSON: the payload is not UTF-8");
        }
    }

    private static String describe(JsonProcessingException e) {
        String what = Payload.of(String.valueOf(e.getOriginalMessage())).excerpt(160);
        JsonLocation at = e.getLocation();
        // A limit of the parser, such as that of nesting, has no place.
        return at == null ? what : what + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private void readObject(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidCommandException("the payload is not a JSON object");
        }
        InvalidCommandException wrongValue = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            try {
                readValue(parser, key);
            } catch (InvalidCommandException e) {
                // Thrown only if the rest is JSON: malformed JSON has no fields.
                wrongValue = wrongValue == null ? e : wrongValue;
            }
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            throw new InvalidCommandException("something follows the JSON object");
        }
        if (wrongValue != null) {
            throw wrongValue;
        }
    }

    private void readValue(JsonParser parser, String key) throws IOException {
        if (key.equals(BOOSTER)) {
            if (!parser.currentToken().isBoolean()) {
                throw new InvalidCommandException(BOOSTER + " " + written(parser) + ": expected true or false");
            }
            booster = parser.getBooleanValue();
            return;
        }
        for (CommandField field : CommandField.values()) {
            if (field.key().equals(key)) {
                if (!parser.currentToken().isNumeric()) {
                    throw field.wrong(written(parser));
                }
                numbers.put(field, field.value(parser.getDecimalValue(), written(parser)));
            }
        }
    }

    private static String written(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "{…}";
            case START_ARRAY -> "[…]";
            case VALUE_STRING -> '"' + Payload.of(parser.getText()).excerpt(SHOWN) + '"';
            default -> Payload.of(parser.getText()).excerpt(SHOWN);
        };
    }

    private DiffuseCommand command() {
        return new DiffuseCommand(
                number(CommandField.CHANNEL), number(CommandField.DURATION), number(CommandField.INTENSITY), booster);
    }

    private int number(CommandField field) {
        Integer value = numbers.get(field);
        if (value == null) {
            throw field.missing();
        }
        return value;
    }
}
