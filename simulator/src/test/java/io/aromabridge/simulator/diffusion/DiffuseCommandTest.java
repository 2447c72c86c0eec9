package io.aromabridge.simulator.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffuseCommandTest {
    /** What the guide's Python builds. */
    private static final String GUIDE = "{ \"duration\": 3000, \"channel\": 3, \"intensity\": 100, \"booster\": false}";

    private static String reason(Payload payload) {
        InvalidCommandException e = assertThrows(
                InvalidCommandException.class, () -> DiffuseCommand.parse(payload), () -> "took " + payload);
        return String.valueOf(e.getMessage());
    }

    private static String reason(String json) {
        return reason(Payload.of(json));
    }

    @Test
    void readsTheGuidesPayload() {
        assertEquals(new DiffuseCommand(3, 3000, 100, false), DiffuseCommand.parse(Payload.of(GUIDE)));
    }

    @Test
    void writesTheGuidesPayloadByteForByte() {
        assertEquals(Payload.of(GUIDE), new DiffuseCommand(3, 3000, 100, false).toPayload());
        assertEquals(69, new DiffuseCommand(3, 3000, 100, false).toPayload().length());
    }

    @Test
    void readsWhatItWrites() {
        DiffuseCommand command = new DiffuseCommand(6, 0, 1, true);
        assertEquals(command, DiffuseCommand.parse(command.toPayload()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"duration\":3000,\"channel\":3,\"intensity\":100}",
                "{\"intensity\":100,\"booster\":false,\"channel\":3,\"duration\":3000}",
                "{\"duration\":3000.0,\"channel\":3e0,\"intensity\":1E2}",
                "{\"duration\":3e3,\"channel\":3,\"intensity\":100,\"booster\":false,\"id\":{\"a\":[1,null,{\"duration\":1}]}}",
                " \r\n\t{\"duration\" : 3000 , \"channel\" : 3 , \"intensity\" : 100 } \n",
            })
    void takesEveryWayToWriteTheSameCommand(String json) {
        assertEquals(new DiffuseCommand(3, 3000, 100, false), DiffuseCommand.parse(Payload.of(json)));
    }

    @ParameterizedTest
    @CsvSource({"0,1,0", "10000,6,100"})
    void takesTheBoundsOfEveryRange(int duration, int channel, int intensity) {
        assertEquals(
                new DiffuseCommand(channel, duration, intensity, false),
                DiffuseCommand.parse(Payload.of("{\"duration\":" + duration + ",\"channel\":" + channel
                        + ",\"intensity\":" + intensity + "}")));
    }

    @ParameterizedTest
    @CsvSource({"-1", "10001", "1.5", "1e999999999", "-1e999999999", "1e-999999999", "99999999999999999999"})
    void namesTheRuleThatANumberBreaks(String number) {
        assertEquals(
                "duration " + number + ": expected a whole number of milliseconds, 0 to 10000",
                reason("{\"duration\":" + number + ",\"channel\":3,\"intensity\":100}"));
    }

    @ParameterizedTest
    @CsvSource({"channel,0", "channel,7", "intensity,-1", "intensity,101"})
    void namesTheFieldThatIsOutOfRange(String field, String value) {
        String json = GUIDE.replaceFirst("\"" + field + "\": \\d+", "\"" + field + "\": " + value);
        assertTrue(reason(json).startsWith(field + " " + value + ": expected "), reason(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3000\"", "null", "true", "[3000]", "{\"ms\":3000}"})
    void refusesADurationThatIsNoNumber(String value) {
        String reason = reason("{\"duration\":" + value + ",\"channel\":3,\"intensity\":100}");
        assertTrue(reason.startsWith("duration "), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "1", "null", "\"true\"", "[]"})
    void refusesABoosterThatIsNeitherTrueNorFalse(String value) {
        String reason = reason("{\"duration\":1,\"channel\":3,\"intensity\":100,\"booster\":" + value + "}");
        assertTrue(reason.startsWith("booster ") && reason.endsWith(": expected true or false"), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"duration", "channel", "intensity"})
    void saysWhatIsMissing(String field) {
        String json = GUIDE.replaceFirst("\"" + field + "\": \\d+, ", "");
        assertTrue(reason(json).startsWith(field + " is missing: expected "), reason(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "nonsense",
                "{\"duration\":NaN,\"channel\":3,\"intensity\":100}",
                "{\"duration\":3000,\"duration\":3000,\"channel\":3,\"intensity\":100}",
                "{\"duration\":3000,\"channel\":3,\"intensity\":100,}",
                "{'duration':3000,'channel':3,'intensity':100}",
                "{\"duration\":03000,\"channel\":3,\"intensity\":100}",
                "{\"duration\":+3000,\"channel\":3,\"intensity\":100}",
                "{\"duration\":3000,\"channel\":3,\"intensity\":100} x",
                "{\"duration\":3000,\"channel\":3,\"intensity\":100/* */}",
                "{\"duration\":99999,\"channel\":3,\"intensity\":100",
            })
    void refusesWhatIsNotStrictJson(String json) {
        assertTrue(reason(json).startsWith("not JSON: "), reason(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "3000", "\"{}\"", "null", "true", "[{\"duration\":3000}]", " "})
    void refusesWhatIsNotAnObject(String json) {
        assertEquals("the payload is not a JSON object", reason(json));
    }

    @Test
    void refusesASecondObject() {
        assertEquals("something follows the JSON object", reason(GUIDE + GUIDE));
    }

    @Test
    void refusesAnEmptyPayload() {
        assertEquals("the payload is empty: expected a JSON object", reason(Payload.EMPTY));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertEquals("not JSON: the payload is not UTF-8", reason(Payload.copyOf(new byte[] {'{', (byte) 0xff, '}'})));
    }

    @Test
    void refusesJsonInUtf16() {
        byte[] utf16 = new byte[GUIDE.length() * 2];
        for (int i = 0; i < GUIDE.length(); i++) {
            utf16[2 * i] = (byte) GUIDE.charAt(i);
        }
        assertTrue(reason(Payload.copyOf(utf16)).startsWith("not JSON: "));
    }

    @Test
    void refusesMoreThanAwsIotCarriesEvenIfItIsJson() {
        String json = GUIDE.replace("{", "{" + " ".repeat(200 * 1024));
        assertEquals("the payload has 204869 bytes: expected at most 131072", reason(json));
    }

    @Test
    void refusesEndlessNesting() {
        String json = "{\"x\":" + "[".repeat(50_000);
        assertTrue(reason(json).startsWith("not JSON: "), reason(json));
    }

    @Test
    void saysWhyInOnePrintableLine() {
        String reason = reason("{\"duration\":\"\\u001b[31m\\n" + "x".repeat(500) + "\"}");
        assertTrue(reason.chars().allMatch(c -> c >= 0x20 && c != 0x7f) && reason.length() < 200, reason);
    }

    @Test
    void checksRangesWithoutJsonToo() {
        assertThrows(InvalidCommandException.class, () -> new DiffuseCommand(7, 3000, 100, false));
        assertThrows(InvalidCommandException.class, () -> new DiffuseCommand(1, 10_001, 100, false));
        assertThrows(InvalidCommandException.class, () -> new DiffuseCommand(1, 3000, 101, false));
    }

    @Test
    void makesTheTopicOfASerialNumber() {
        assertEquals(
                "aromajoin/aromashooter/ASN2A00002/command/diffuse",
                DiffuseCommand.topic("ASN2A00002").value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "asn2a00002", "ASN2A0002", "ASN2A000002", "ASN2A0000+", "BSN2A00002", "ASN2A0000\n"})
    void refusesWhatIsNoSerialNumber(String serial) {
        assertThrows(IllegalArgumentException.class, () -> DiffuseCommand.topic(serial));
    }
}
