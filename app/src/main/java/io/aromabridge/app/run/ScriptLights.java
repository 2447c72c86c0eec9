package io.aromabridge.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.simulator.LightStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lights that programs outside are: a script with {@code sense_emu} tells on
 * {@code aromabridge/devices/light/NAME/state} what it shows, as {@code GET /api/state} tells it of simulated lights. An
 * empty message takes a light away. Thread-safe.
 */
final class ScriptLights {
    /** More are not shown; one that is gone makes room. */
    static final int MOST = 64;

    private static final Logger log = LoggerFactory.getLogger(ScriptLights.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGIN = "aromabridge/devices/light/";
    private static final Pattern TOPIC = Pattern.compile(BEGIN + "([A-Za-z0-9_-]{1,64})/state");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final int PIXELS = 64;
    private static final int LONGEST = 4096;

    private final Map<String, LightStatus> lights = new LinkedHashMap<>();
    private boolean warned;

    /** Takes the state out of a message, if it is one of a light. */
    void see(Message message) {
        if (message.topic().value().startsWith(BEGIN)) {
            update(message);
        }
    }

    /** As they are now, in the order in which they came. */
    synchronized List<LightStatus> now() {
        return List.copyOf(lights.values());
    }

    private synchronized void update(Message message) {
        var topic = TOPIC.matcher(message.topic().value());
        if (!topic.matches()) {
            return;
        }
        String name = topic.group(1);
        if (message.payload().equals(Payload.EMPTY)) {
            lights.remove(name);
            return;
        }
        Optional<LightStatus> light = read(name, message.payload());
        if (light.isEmpty()) {
            if (!warned) {
                log.warn(
                        "Light {} is not shown: {} is not its state as JSON, with \"connected\" and 1 or 64 \"colours\""
                                + " such as \"#f80000\"; later ones are passed over in silence",
                        name,
                        message.payload().excerpt(80));
            }
            warned = true;
        } else if (lights.containsKey(name) || hasRoom()) {
            lights.put(name, light.get());
        }
    }

    private boolean hasRoom() {
        if (lights.size() >= MOST) {
            lights.values().stream()
                    .filter(l -> !l.connected())
                    .map(LightStatus::name)
                    .findFirst()
                    .ifPresent(lights::remove);
        }
        return lights.size() < MOST;
    }

    private static Optional<LightStatus> read(String name, Payload payload) {
        if (payload.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(payload.text());
            JsonNode told = node.path("colours");
            List<String> colours = new ArrayList<>();
            told.forEach(colour -> colours.add(colour.asText()));
            boolean fits = told.isArray()
                    && (colours.size() == 1 || colours.size() == PIXELS)
                    && colours.stream().allMatch(COLOUR.asMatchPredicate())
                    && node.path("connected").isBoolean();
            return fits
                    ? Optional.of(new LightStatus(
                            name, "script", "local", node.path("connected").booleanValue(), colours))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            log.debug("Light {} tells no JSON", name, e);
            return Optional.empty();
        }
    }
}
