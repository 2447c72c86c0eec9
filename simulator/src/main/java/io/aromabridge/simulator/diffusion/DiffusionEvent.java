package io.aromabridge.simulator.diffusion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * One outcome: one line of the diffusion log.
 *
 * @param at when
 * @param device whose
 * @param topic the topic that the command came on
 * @param outcome what became of it
 * @param command the command in force; absent if and only if it was rejected
 * @param scent what the channel's cartridge holds, if that is known
 * @param rejection why the command was refused; present if and only if it was
 * @param warning what the hardware would suffer
 */
public record DiffusionEvent(
        Instant at,
        DeviceId device,
        TopicName topic,
        Outcome outcome,
        Optional<DiffuseCommand> command,
        Optional<String> scent,
        Optional<Rejection> rejection,
        Optional<String> warning) {
    private static final int PAYLOAD_BYTES = 200;
    private static final JsonFactory JSON = new JsonFactory();

    /** RFC 3339 in UTC, always with three digits of a second. */
    private static final DateTimeFormatter AT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /** Throws {@link IllegalArgumentException} if command and rejection do not fit the outcome. */
    public DiffusionEvent {
        boolean rejected = outcome == Outcome.REJECTED;
        if (command.isPresent() == rejected || rejection.isPresent() != rejected) {
            throw new IllegalArgumentException("an event " + outcome.text() + " with command " + command
                    + " and rejection " + rejection + ": exactly a rejected one has a rejection and no command");
        }
    }

    /**
     * A command that was refused.
     *
     * @param reason which rule it broke
     * @param payload what was received
     */
    public record Rejection(String reason, Payload payload) {}

    /** The outcome of a valid command, without scent or warning. */
    public static DiffusionEvent of(
            Instant at, DeviceId device, TopicName topic, Outcome outcome, DiffuseCommand command) {
        return new DiffusionEvent(
                at, device, topic, outcome, Optional.of(command), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A command that was refused because it is invalid. */
    public static DiffusionEvent rejected(
            Instant at, DeviceId device, TopicName topic, InvalidCommandException why, Payload payload) {
        return rejected(at, device, topic, String.valueOf(why.getMessage()), payload);
    }

    /** A command that was refused; the reason is one line. */
    public static DiffusionEvent rejected(
            Instant at, DeviceId device, TopicName topic, String reason, Payload payload) {
        return new DiffusionEvent(
                at,
                device,
                topic,
                Outcome.REJECTED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Rejection(reason, payload)),
                Optional.empty());
    }

    /** The same at another time. */
    public DiffusionEvent withAt(Instant other) {
        return new DiffusionEvent(other, device, topic, outcome, command, scent, rejection, warning);
    }

    /** The same with a scent. */
    public DiffusionEvent withScent(Optional<String> other) {
        return new DiffusionEvent(at, device, topic, outcome, command, other, rejection, warning);
    }

    /** The same with a warning. */
    public DiffusionEvent withWarning(Optional<String> other) {
        return new DiffusionEvent(at, device, topic, outcome, command, scent, rejection, other);
    }

    /** The JSON object of the diffusion log, on one line, without the line's end; fields that are absent are left out. */
    public String toJson() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("at", AT.format(at));
            json.writeStringField("device", device.name());
            json.writeStringField("kind", device.kind().text());
            json.writeStringField("side", device.side().text());
            json.writeStringField("topic", topic.value());
            json.writeStringField("outcome", outcome.text());
            if (command.isPresent()) {
                write(json, command.get());
            }
            write(json, "scent", scent);
            write(json, "reason", rejection.map(Rejection::reason));
            write(json, "payload", rejection.map(r -> r.payload().excerpt(PAYLOAD_BYTES)));
            write(json, "warning", warning);
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

    /** What happened in a person's words: {@code ASN2A00002 (cloud) diffuses channel 3 at 100 % for 3000 ms}. */
    public String sentence() {
        return device + " " + command.map(this::obeyed).orElseGet(this::refused)
                + warning.map(text -> "; warning: " + text).orElse("");
    }

    private String obeyed(DiffuseCommand c) {
        String channel =
                "channel " + c.channel() + scent.map(s -> " (" + s + ")").orElse("");
        String verb = device.kind() == DeviceKind.LIGHT ? "shows " : "diffuses ";
        String run = verb + channel + " at " + c.intensity() + " % for " + c.durationMs() + " ms"
                + (c.booster() ? " with booster" : "");
        return switch (outcome) {
            case DIFFUSING -> run;
            case REPLACED -> run + " in place of what ran";
            case STOPPED -> "stopped " + channel;
            case FINISHED -> "finished " + channel;
            case REJECTED -> throw new IllegalStateException("a rejected event has no command");
        };
    }

    private String refused() {
        return "rejects a command: " + rejection.map(Rejection::reason).orElse("");
    }
}
