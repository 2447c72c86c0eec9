package io.aromabridge.app.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aromabridge.app.run.DiffusionSentence;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Something that happened in the watched system. */
public sealed interface Event {
    /** When. */
    Instant at();

    /** For a person; with text as it was sent. */
    String sentence();

    /** One JSON object on one line. */
    String json();

    /**
     * A line of the diffusion log.
     *
     * @param json the line as it stands there
     * @param rejected whether the device did not take the command
     */
    record Diffusion(Instant at, String sentence, String json, boolean rejected) implements Event {
        /** Reads a line; empty if it is no JSON object. */
        static Optional<Diffusion> of(String line, Instant now) {
            try {
                JsonNode node = Json.MAPPER.readTree(line);
                return node.isObject()
                        ? Optional.of(new Diffusion(
                                time(node.path("at").asText(), now),
                                DiffusionSentence.of(node),
                                line,
                                DiffusionSentence.isRejection(node)))
                        : Optional.empty();
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }

        private static Instant time(String text, Instant otherwise) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                return otherwise;
            }
        }
    }

    /**
     * A link of the bridge has another state.
     *
     * @param name {@code cloud} or {@code local}
     */
    record LinkChanged(Instant at, String name, SystemState.Link link) implements Event {
        @Override
        public String sentence() {
            return "link " + name + ": " + link.state()
                    + link.address().map(a -> " (" + a + ")").orElse("")
                    + link.reason().map(why -> ": " + why).orElse("");
        }

        @Override
        public String json() {
            ObjectNode node = Json.of(at, "link").put("link", name).put("state", link.state());
            link.address().ifPresent(a -> node.put("address", a));
            link.reason().ifPresent(why -> node.put("reason", why));
            return node.toString();
        }
    }

    /**
     * Messages pile up in the bridge's queue, or it is empty again.
     *
     * @param growing which of the two
     */
    record QueueChanged(Instant at, boolean growing, SystemState.Queue queue) implements Event {
        @Override
        public String sentence() {
            return growing
                    ? "queue: " + queue.depth() + (queue.depth() == 1 ? " message waits" : " messages wait")
                            + ", the oldest for " + seconds() + " s"
                    : "queue: drained; " + queue.acknowledged() + " acknowledged, " + queue.dropped()
                            + " dropped so far";
        }

        private double seconds() {
            return Math.round(queue.oldestSeconds() * 10) / 10.0;
        }

        @Override
        public String json() {
            return Json.of(at, "queue")
                    .put("state", growing ? "growing" : "drained")
                    .put("depth", queue.depth())
                    .put("oldestSeconds", queue.oldestSeconds())
                    .put("acknowledged", queue.acknowledged())
                    .put("dropped", queue.dropped())
                    .toString();
        }
    }

    /**
     * A simulated device came or went.
     *
     * @param kind {@code aroma-shooter} or {@code light}
     * @param side {@code local} or {@code cloud}
     */
    record DeviceChanged(Instant at, String device, String kind, String side, boolean connected) implements Event {
        @Override
        public String sentence() {
            return device + " (" + side + "): " + (connected ? "connected" : "disconnected");
        }

        @Override
        public String json() {
            return Json.of(at, "device")
                    .put("device", device)
                    .put("kind", kind)
                    .put("side", side)
                    .put("connected", connected)
                    .toString();
        }
    }

    /** The system does not answer any more. */
    record Away(Instant at, String reason) implements Event {
        @Override
        public String sentence() {
            return "the system is away: " + reason + "; trying again";
        }

        @Override
        public String json() {
            return Json.of(at, "system")
                    .put("state", "away")
                    .put("reason", reason)
                    .toString();
        }
    }

    /** The system answers again. */
    record Back(Instant at) implements Event {
        @Override
        public String sentence() {
            return "the system is back";
        }

        @Override
        public String json() {
            return Json.of(at, "system").put("state", "back").toString();
        }
    }

    /** How events begin as JSON. */
    final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        /** RFC 3339 in UTC with three digits of a second, as in the diffusion log. */
        private static final DateTimeFormatter AT =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

        private Json() {}

        private static ObjectNode of(Instant at, String event) {
            return MAPPER.createObjectNode().put("at", AT.format(at)).put("event", event);
        }
    }
}
