package io.aromabridge.app.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.app.watch.SystemState.Bridge;
import io.aromabridge.app.watch.SystemState.Broker;
import io.aromabridge.app.watch.SystemState.Light;
import io.aromabridge.app.watch.SystemState.Link;
import io.aromabridge.app.watch.SystemState.Queue;
import io.aromabridge.app.watch.SystemState.Run;
import io.aromabridge.app.watch.SystemState.Shooter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the answer of {@code GET /api/state}. A field that is absent, or of another type than expected, counts as not
 * told: an older or newer system can be watched too.
 */
final class StateReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateReader() {}

    /** The state; empty if the text is no JSON object. */
    static Optional<SystemState> read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return root.isObject() ? Optional.of(state(root)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static SystemState state(JsonNode root) {
        JsonNode devices = root.path("devices");
        return new SystemState(
                instant(root.path("at")),
                Optional.of(root.path("uptimeSeconds"))
                        .filter(JsonNode::isNumber)
                        .map(n -> Duration.ofSeconds(n.asLong())),
                object(root.path("broker"), StateReader::broker),
                object(root.path("bridge"), StateReader::bridge),
                object(root.path("cloud"), StateReader::broker),
                list(devices.path("shooters"), StateReader::shooter),
                list(devices.path("lights"), StateReader::light));
    }

    private static Broker broker(JsonNode node) {
        List<String> ports = new ArrayList<>(list(node.path("listeners"), StateReader::listener));
        Stream.of("port", "alpnPort")
                .map(node::path)
                .filter(JsonNode::isInt)
                .map(JsonNode::asText)
                .forEach(ports::add);
        return new Broker(ports, node.path("connections").asInt());
    }

    private static String listener(JsonNode node) {
        return node.path("port").asInt()
                + text(node.path("name")).map(name -> " (" + name + ")").orElse("");
    }

    private static Bridge bridge(JsonNode node) {
        return new Bridge(
                object(node.path("cloud"), StateReader::link),
                object(node.path("local"), StateReader::link),
                object(node.path("queue"), StateReader::queue));
    }

    private static Link link(JsonNode node) {
        return new Link(
                node.path("state").asText("unknown"),
                text(node.path("address")),
                instant(node.path("since")),
                instant(node.path("nextTry")),
                text(node.path("reason")));
    }

    private static Queue queue(JsonNode node) {
        return new Queue(
                node.path("depth").asLong(),
                node.path("inFlight").asLong(),
                node.path("oldestSeconds").asDouble(),
                node.path("sent").asLong(),
                node.path("acknowledged").asLong(),
                node.path("dropped").asLong());
    }

    private static Shooter shooter(JsonNode node) {
        return new Shooter(
                node.path("serial").asText(),
                node.path("side").asText(),
                node.path("connected").asBoolean(),
                node.path("booster").asBoolean(),
                list(node.path("running"), StateReader::run));
    }

    private static Run run(JsonNode node) {
        JsonNode left = node.path("remainingMs");
        return new Run(
                node.path("channel").asInt(),
                node.path("intensity").asInt(),
                Duration.ofMillis((left.isNumber() ? left : node.path("durationMs")).asLong()));
    }

    private static Light light(JsonNode node) {
        return new Light(
                node.path("name").asText(),
                node.path("side").asText(),
                node.path("connected").asBoolean(),
                pixels(node.path("colours")));
    }

    /** One colour is that of all pixels; pixels that are not told are dark. */
    private static List<Integer> pixels(JsonNode node) {
        List<Integer> pixels = new ArrayList<>();
        for (int i = 0; i < Light.SIDE * Light.SIDE; i++) {
            pixels.add(colour(node.path(node.size() == 1 ? 0 : i).asText()));
        }
        return pixels;
    }

    private static int colour(String text) {
        return text.matches("#[0-9a-fA-F]{6}") ? Integer.parseInt(text, 1, text.length(), 16) : 0;
    }

    private static <T> Optional<T> object(JsonNode node, Function<JsonNode, T> reader) {
        return node.isObject() ? Optional.of(reader.apply(node)) : Optional.empty();
    }

    private static <T> List<T> list(JsonNode node, Function<JsonNode, T> reader) {
        List<T> all = new ArrayList<>();
        node.forEach(each -> object(each, reader).ifPresent(all::add));
        return all;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static Optional<Instant> instant(JsonNode node) {
        try {
            return text(node).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
