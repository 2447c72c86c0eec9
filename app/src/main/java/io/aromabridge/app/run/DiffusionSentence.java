package io.aromabridge.app.run;

import com.fasterxml.jackson.databind.JsonNode;

/** A line of the diffusion log as a sentence for a person. */
public final class DiffusionSentence {
    private DiffusionSentence() {}

    /** {@code ASN2A00002 (cloud): diffusing channel 3 at 100 % for 3000 ms}. */
    public static String of(JsonNode line) {
        String outcome = line.path("outcome").asText();
        String device = line.path("device").asText() + " (" + line.path("side").asText() + "): " + outcome;
        if (isRejection(line)) {
            return device + ": " + line.path("reason").asText();
        }
        return device + " channel " + line.path("channel").asInt() + " at "
                + line.path("intensity").asInt() + " % for "
                + line.path("durationMs").asInt() + " ms"
                + (line.path("booster").asBoolean() ? " with booster" : "")
                + (line.hasNonNull("warning")
                        ? "; warning: " + line.path("warning").asText()
                        : "");
    }

    /** Whether the device did not take the command. */
    public static boolean isRejection(JsonNode line) {
        return line.path("outcome").asText().equals("rejected");
    }
}
