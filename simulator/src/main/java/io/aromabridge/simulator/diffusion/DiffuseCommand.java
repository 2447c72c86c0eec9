package io.aromabridge.simulator.diffusion;

import io.aromabridge.core.message.Payload;
import io.aromabridge.core.topic.TopicName;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The command that Aroma Shooters take over MQTT (Hackaroma's guide), for example
 * {@code { "duration": 3000, "channel": 3, "intensity": 100, "booster": false}}.
 *
 * @param channel the cartridge, 1 to 6
 * @param durationMs for how long, 0 to 10000 ms; 0 switches the channel off
 * @param intensity percent, 0 to 100; 0 emits nothing and switches the channel off
 * @param booster whether the unscented fan runs too, for the same time
 */
public record DiffuseCommand(int channel, int durationMs, int intensity, boolean booster) {
    /** Number of channels; they are counted from 1. */
    public static final int CHANNELS = 6;

    /** The longest duration in milliseconds. */
    public static final int MAX_DURATION_MS = 10_000;

    /** The highest intensity in percent. */
    public static final int MAX_INTENSITY = 100;

    private static final Pattern SERIAL = Pattern.compile("AS\\w{8}");

    /** Throws {@link InvalidCommandException} for a value out of range. */
    public DiffuseCommand {
        CommandField.DURATION.check(durationMs);
        CommandField.CHANNEL.check(channel);
        CommandField.INTENSITY.check(intensity);
    }

    /**
     * Reads a payload: one JSON object in UTF-8 of at most 128 KiB (the most that AWS IoT carries), with
     * {@code duration}, {@code channel} and {@code intensity}, and {@code booster} if it is not false. Other keys are
     * ignored. Strict: no key twice, nothing behind the object, no text where a number belongs. A number may be written
     * in any way that JSON allows as long as its value is whole: {@code 3000.0} and {@code 3e3} are 3000.
     *
     * @throws InvalidCommandException for anything else
     */
    public static DiffuseCommand parse(Payload payload) {
        return CommandReader.read(payload);
    }

    /** The command as the guide writes it, byte for byte. */
    public Payload toPayload() {
        return Payload.of("{ \"duration\": " + durationMs + ", \"channel\": " + channel + ", \"intensity\": "
                + intensity + ", \"booster\": " + booster + "}");
    }

    /**
     * The topic that the shooter with this serial number listens to.
     *
     * @throws IllegalArgumentException unless it is {@code AS} and 8 letters, digits or underscores
     */
    public static TopicName topic(String serial) {
        if (!SERIAL.matcher(serial).matches()) {
            throw new IllegalArgumentException(
                    "serial number \"" + Payload.of(serial).excerpt(40)
                            + "\": expected AS and 8 more letters or digits, such as ASN2A00002");
        }
        return TopicName.of("aromajoin/aromashooter/" + serial + "/command/diffuse");
    }

    /** For how long. */
    public Duration duration() {
        return Duration.ofMillis(durationMs);
    }

    /** Whether scent comes out: neither duration nor intensity is 0. */
    public boolean emits() {
        return durationMs > 0 && intensity > 0;
    }
}
