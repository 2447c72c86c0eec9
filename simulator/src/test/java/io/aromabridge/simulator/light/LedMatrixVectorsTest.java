package io.aromabridge.simulator.light;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The matrix against the table of vectors that {@code sense_emu} is tested against too. */
class LedMatrixVectorsTest {
    private final JsonNode table = table();

    private static JsonNode table() {
        try (InputStream in = LedMatrixVectorsTest.class.getResourceAsStream("led-matrix.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, "led-matrix.json"));
        } catch (IOException e) {
            throw new AssertionError("led-matrix.json cannot be read", e);
        }
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<Integer> numbers(JsonNode array) {
        return each(array).map(JsonNode::intValue).toList();
    }

    private static Rgb rgb(JsonNode array, int from) {
        return new Rgb(
                array.get(from).intValue(),
                array.get(from + 1).intValue(),
                array.get(from + 2).intValue());
    }

    private static List<Integer> words(LedMatrix matrix) {
        ByteBuffer buffer = ByteBuffer.wrap(matrix.frameBuffer()).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> words = new ArrayList<>();
        while (buffer.hasRemaining()) {
            words.add(buffer.getShort() & 0xffff);
        }
        return words;
    }

    @TestFactory
    Stream<DynamicTest> coloursReadBackAsRgb565HoldsThem() {
        return each(table.path("colours"))
                .map(each -> DynamicTest.dynamicTest(each.toString(), () -> {
                    LedMatrix matrix = new LedMatrix();
                    matrix.clear(rgb(each.path("rgb"), 0));
                    assertEquals(Collections.nCopies(64, each.path("word").intValue()), words(matrix));
                    assertEquals(rgb(each.path("read"), 0), matrix.get(3, 4));
                }));
    }

    @TestFactory
    Stream<DynamicTest> mapsAreThoseOfTheRotations() {
        return Stream.of(0, 90, 180, 270)
                .map(degrees -> DynamicTest.dynamicTest(degrees + " degrees", () -> {
                    List<Integer> map = new ArrayList<>();
                    for (int i = 0; i < 64; i++) {
                        map.add(Rotation.ofDegrees(degrees).index(i % 8, i / 8));
                    }
                    assertEquals(numbers(table.path("maps").path("" + degrees)), map);
                }));
    }

    @TestFactory
    Stream<DynamicTest> sequencesLeaveWhatTheyShould() {
        return each(table.path("sequences"))
                .map(each -> DynamicTest.dynamicTest(each.path("name").asText(), () -> {
                    LedMatrix matrix = new LedMatrix();
                    each(each.path("steps")).forEach(step -> take(matrix, step));
                    List<Integer> words = new ArrayList<>(
                            Collections.nCopies(64, each.path("rest").intValue()));
                    each.path("words")
                            .properties()
                            .forEach(word -> words.set(
                                    Integer.parseInt(word.getKey()),
                                    word.getValue().intValue()));
                    assertEquals(words, words(matrix));
                    each.path("shown")
                            .properties()
                            .forEach(leds -> assertEquals(
                                    numbers(leds.getValue()), matrix.leds(Integer.parseInt(leds.getKey()))));
                }));
    }

    private static void take(LedMatrix matrix, JsonNode step) {
        switch (step.get(0).asText()) {
            case "clear" -> matrix.clear(rgb(step, 1));
            case "pixel" -> matrix.set(step.get(1).intValue(), step.get(2).intValue(), rgb(step, 3));
            case "rotation" ->
                matrix.rotate(
                        Rotation.ofDegrees(step.get(1).intValue()), step.get(2).booleanValue());
            case "flipH" -> matrix.flipHorizontally();
            case "flipV" -> matrix.flipVertically();
            case "lowLight" -> {
                matrix.gamma(step.get(1).booleanValue() ? Gamma.LOW_LIGHT : Gamma.DEFAULT);
                assertEquals(step.get(1).booleanValue(), matrix.isLowLight());
            }
            default -> throw new AssertionError("unknown step " + step);
        }
    }

    @Test
    void gammaTablesAreThoseOfTheDriver() {
        assertEquals(numbers(table.path("gamma").path("default")), Gamma.DEFAULT.values());
        assertEquals(numbers(table.path("gamma").path("lowLight")), Gamma.LOW_LIGHT.values());
    }

    @Test
    void refusesOtherRotationsAndGammas() {
        assertThrows(IllegalArgumentException.class, () -> Rotation.ofDegrees(45));
        assertThrows(IllegalArgumentException.class, () -> new Gamma(Collections.nCopies(31, 0)));
        assertThrows(IllegalArgumentException.class, () -> new Gamma(Collections.nCopies(32, 32)));
        assertThrows(IllegalArgumentException.class, () -> new Gamma(Collections.nCopies(32, -1)));
    }
}
