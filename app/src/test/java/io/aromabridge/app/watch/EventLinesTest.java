package io.aromabridge.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.Console;
import io.aromabridge.app.watch.SystemState.Link;
import io.aromabridge.app.watch.SystemState.Queue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Events as lines, for a person and for a program. */
class EventLinesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
    private static final Instant AT = Instant.parse("2026-01-02T23:04:05.678Z");
    private static final String DIFFUSING = "{\"at\":\"2026-01-02T23:04:06.001Z\",\"device\":\"ASN2A00002\","
            + "\"kind\":\"aroma-shooter\",\"side\":\"cloud\",\"topic\":\"aroma\",\"outcome\":\"diffusing\","
            + "\"channel\":3,\"durationMs\":3000,\"intensity\":100,\"booster\":true,\"warning\":\"hot\"}";
    private static final String REJECTED =
            "{\"device\":\"a\\u001b[2J\",\"side\":\"cloud\",\"outcome\":\"rejected\",\"reason\":\"channel 9\"}";

    private static final List<Event> EVENTS = List.of(
            new Event.LinkChanged(
                    AT,
                    "cloud",
                    new Link(
                            "waiting",
                            Optional.of("localhost:8883"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("no \"answer\""))),
            new Event.QueueChanged(AT, true, new Queue(12, 3, 1.25, 0, 4, 1)),
            new Event.QueueChanged(AT, false, new Queue(0, 0, 0, 0, 16, 1)),
            new Event.DeviceChanged(AT, "lamp\n", "light", "local", false),
            new Event.Away(AT, "no connection"),
            new Event.Back(AT),
            diffusion(DIFFUSING),
            diffusion(REJECTED));

    private static Event.Diffusion diffusion(String line) {
        return Event.Diffusion.of(line, AT).orElseThrow(() -> new AssertionError("no diffusion: " + line));
    }

    private static List<String> shown(Function<Console, View> maker) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (View view = maker.apply(new Console(new PrintWriter(out), new PrintWriter(err)))) {
            assertTrue(view.show("there", SystemState.EMPTY, EVENTS));
        }
        assertEquals("", err.toString());
        return out.toString().lines().toList();
    }

    @Test
    void aPersonReadsSentencesAfterTheTimeOfDay() {
        assertEquals(
                List.of(
                        "08:04:05 link cloud: waiting (localhost:8883): no \"answer\"",
                        "08:04:05 queue: 12 messages wait, the oldest for 1.3 s",
                        "08:04:05 queue: drained; 16 acknowledged, 1 dropped so far",
                        "08:04:05 lamp\\u000a (local): disconnected",
                        "08:04:05 the system is away: no connection; trying again",
                        "08:04:05 the system is back",
                        "08:04:06 ASN2A00002 (cloud): diffusing channel 3 at 100 % for 3000 ms with booster;"
                                + " warning: hot",
                        "08:04:05 a\\u001b[2J (cloud): rejected: channel 9"),
                shown(console -> EventLines.plain(console, ZONE)));
    }

    @Test
    void aProgramReadsObjectsAndTheLogAsItIs() {
        String at = "{\"at\":\"2026-01-02T23:04:05.678Z\",";
        assertEquals(
                List.of(
                        at + "\"event\":\"link\",\"link\":\"cloud\",\"state\":\"waiting\","
                                + "\"address\":\"localhost:8883\",\"reason\":\"no \\\"answer\\\"\"}",
                        at + "\"event\":\"queue\",\"state\":\"growing\",\"depth\":12,\"oldestSeconds\":1.25,"
                                + "\"acknowledged\":4,\"dropped\":1}",
                        at + "\"event\":\"queue\",\"state\":\"drained\",\"depth\":0,\"oldestSeconds\":0.0,"
                                + "\"acknowledged\":16,\"dropped\":1}",
                        at + "\"event\":\"device\",\"device\":\"lamp\\n\",\"kind\":\"light\",\"side\":\"local\","
                                + "\"connected\":false}",
                        at + "\"event\":\"system\",\"state\":\"away\",\"reason\":\"no connection\"}",
                        at + "\"event\":\"system\",\"state\":\"back\"}",
                        DIFFUSING,
                        REJECTED),
                shown(EventLines::json));
    }

    @Test
    void onlyAnObjectIsADiffusion() {
        for (String line : List.of("", "[]", "{\"device\":", "7", "null")) {
            assertEquals(Optional.empty(), Event.Diffusion.of(line, AT), line);
        }
    }

    @Test
    void tellsWhenNobodyReadsAnyMore() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("closed");
            }
        };
        PrintWriter out = new PrintWriter(closed, true, StandardCharsets.UTF_8);
        try (View view = EventLines.json(new Console(out, new PrintWriter(new StringWriter())))) {
            assertFalse(view.show("there", SystemState.EMPTY, EVENTS));
        }
    }
}
