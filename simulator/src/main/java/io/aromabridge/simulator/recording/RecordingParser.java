package io.aromabridge.simulator.recording;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.core.topic.TopicSyntaxException;
import io.aromabridge.simulator.device.Side;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads the lines of a recording; unknown keys are ignored. */
final class RecordingParser {
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RecordingParser() {}

    static RecordingHeader header(byte[] line) throws InvalidLineException {
        ObjectNode node = object(line);
        JsonNode version = node.path(RecordingFormat.VERSION);
        if (!version.isInt() || version.intValue() != RecordingFormat.NOW) {
            throw new InvalidLineException("\"recording\" is " + shown(version) + ", and " + RecordingFormat.NOW
                    + " is the version that is read here");
        }
        return new RecordingHeader(
                time(node, RecordingFormat.STARTED_AT), seed(node), text(node, RecordingFormat.NOTE), ports(node));
    }

    private static OptionalLong seed(ObjectNode node) throws InvalidLineException {
        JsonNode seed = node.path(RecordingFormat.SEED);
        if (seed.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!seed.isIntegralNumber() || !seed.canConvertToLong()) {
            throw wrong(RecordingFormat.SEED, seed, "a whole number of 64 bits");
        }
        return OptionalLong.of(seed.longValue());
    }

    private static Map<String, Integer> ports(ObjectNode node) throws InvalidLineException {
        JsonNode ports = node.path(RecordingFormat.PORTS);
        Map<String, Integer> all = new TreeMap<>();
        if (!ports.isMissingNode() && !ports.isObject()) {
            throw wrong(RecordingFormat.PORTS, ports, "an object of ports by name");
        }
        for (Map.Entry<String, JsonNode> port : ports.properties()) {
            if (!port.getValue().isInt()) {
                throw wrong(RecordingFormat.PORTS, ports, "an object of ports by name");
            }
            all.put(port.getKey(), port.getValue().intValue());
        }
        return all;
    }

    static RecordedLine line(byte[] line) throws InvalidLineException {
        ObjectNode node = object(line);
        Optional<Message> message = message(node);
        Optional<Side> publish = publish(node);
        if (publish.isPresent() && message.isEmpty()) {
            throw new InvalidLineException("\"publish\" without \"topic\"; expected both");
        }
        return new RecordedLine(
                time(node, RecordingFormat.AT),
                text(node, RecordingFormat.PLACE),
                text(node, RecordingFormat.STEP),
                text(node, RecordingFormat.CLIENT),
                message,
                text(node, RecordingFormat.NOTE),
                publish);
    }

    private static ObjectNode object(byte[] line) throws InvalidLineException {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException e) {
            throw InvalidLineException.brokenJson(
                    "it is no JSON (" + e.getOriginalMessage() + "); expected one object a line", e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidLineException("it is " + shown(node) + "; expected one JSON object a line");
    }

    private static Optional<Message> message(ObjectNode node) throws InvalidLineException {
        String topic = text(node, RecordingFormat.TOPIC);
        Payload payload = payload(node);
        if (topic.isEmpty()) {
            if (payload.length() > 0) {
                throw new InvalidLineException("a payload without \"topic\"; expected both");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new Message(TopicName.of(topic), payload, qos(node), retained(node)));
        } catch (TopicSyntaxException e) {
            throw InvalidLineException.wrongValue(String.valueOf(e.getMessage()), e);
        }
    }

    private static Payload payload(ObjectNode node) throws InvalidLineException {
        if (!node.has(RecordingFormat.PAYLOAD_BASE64)) {
            return Payload.of(text(node, RecordingFormat.PAYLOAD));
        }
        if (node.has(RecordingFormat.PAYLOAD)) {
            throw new InvalidLineException("\"payload\" and \"payloadBase64\"; expected one of them");
        }
        try {
            return Payload.owning(Base64.getDecoder().decode(text(node, RecordingFormat.PAYLOAD_BASE64)));
        } catch (IllegalArgumentException e) {
            throw InvalidLineException.wrongValue("\"payloadBase64\" is no Base64 (" + e.getMessage() + ")", e);
        }
    }

    private static QoS qos(ObjectNode node) throws InvalidLineException {
        JsonNode qos = node.path(RecordingFormat.QOS);
        if (qos.isMissingNode()) {
            return QoS.AT_MOST_ONCE;
        }
        if (!qos.isInt() || qos.intValue() < 0 || qos.intValue() > 2) {
            throw wrong(RecordingFormat.QOS, qos, "0, 1 or 2");
        }
        return QoS.of(qos.intValue());
    }

    private static boolean retained(ObjectNode node) throws InvalidLineException {
        JsonNode retain = node.path(RecordingFormat.RETAIN);
        if (!retain.isMissingNode() && !retain.isBoolean()) {
            throw wrong(RecordingFormat.RETAIN, retain, "true or false");
        }
        return retain.booleanValue();
    }

    private static Optional<Side> publish(ObjectNode node) throws InvalidLineException {
        JsonNode publish = node.path(RecordingFormat.PUBLISH);
        for (Side side : Side.values()) {
            if (side.text().equals(publish.textValue())) {
                return Optional.of(side);
            }
        }
        if (!publish.isMissingNode()) {
            throw wrong(RecordingFormat.PUBLISH, publish, "\"local\" or \"cloud\"");
        }
        return Optional.empty();
    }

    private static Instant time(ObjectNode node, String key) throws InvalidLineException {
        JsonNode time = node.path(key);
        try {
            return Instant.parse(time.asText());
        } catch (DateTimeException e) {
            throw InvalidLineException.wrongValue(sentence(key, time, "a time such as 2026-01-31T12:00:00.123456Z"), e);
        }
    }

    /** The text of a key; empty if it is absent. */
    private static String text(ObjectNode node, String key) throws InvalidLineException {
        JsonNode text = node.path(key);
        if (!text.isMissingNode() && !text.isTextual()) {
            throw wrong(key, text, "a text");
        }
        return text.asText();
    }

    private static InvalidLineException wrong(String key, JsonNode value, String expected) {
        return new InvalidLineException(sentence(key, value, expected));
    }

    private static String sentence(String key, JsonNode value, String expected) {
        return "\"" + key + "\" is " + shown(value) + "; expected " + expected;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : Payload.of(value.toString()).excerpt(60);
    }
}
