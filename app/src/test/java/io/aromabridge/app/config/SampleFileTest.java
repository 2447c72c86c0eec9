package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.aromabridge.app.config.schema.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The sample file holds every setting with its default. */
class SampleFileTest {
    private static final Path SAMPLE = Path.of("..", "aroma.sample.yaml");

    @Test
    void holdsExactlyTheKeysOfTheSchema() throws Exception {
        Object sample = new Load(LoadSettings.builder().build()).loadFromString(withExample());
        assertEquals(keys(SettingsTable.ROOT, ""), keys(sample, ""));
    }

    /** The sample with the listener, the fan-out and the student that it shows in comments. */
    private static String withExample() throws IOException {
        return Files.readString(SAMPLE)
                .replace("listeners: []", "listeners:")
                .replace("fan-out: []", "fan-out:")
                .replace("students: []", "students:")
                .replaceAll("(?m)^  #(  .*)$", "  $1");
    }

    @Test
    void theFanOutInCommentsIsGood(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("aroma.yaml"), withExample());
        FanOutSection fanOut = Configuration.load(Optional.of(file), Map.of(), List.of())
                .bridge()
                .fanOuts()
                .get(0);
        assertEquals("aromajoin/aromashooter/{device}/command/diffuse", fanOut.to());
        assertEquals(folder.resolve("crew.txt"), fanOut.rehearsalList().orElseThrow());
    }

    @Test
    void theStudentInCommentsIsGood(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("aroma.yaml"), withExample());
        SimulatorSection.Student student = Configuration.load(Optional.of(file), Map.of(), List.of())
                .simulator()
                .students()
                .get(0);
        assertEquals("2547841", student.user());
        assertEquals(Duration.ofSeconds(60), student.again().orElseThrow());
    }

    @Test
    void theListenerInCommentsIsGood(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("aroma.yaml"), withExample());
        BrokerSection.Listener listener = Configuration.load(Optional.of(file), Map.of(), List.of())
                .broker()
                .listeners()
                .get(0);
        assertEquals("secure", listener.name());
        assertEquals(8885, listener.port());
        assertEquals(1, listener.certificates().size());
    }

    @Test
    void holdsTheDefaults() throws ConfigurationException {
        Configuration sample = Configuration.load(Optional.of(SAMPLE), Map.of(), List.of());
        Configuration defaults = Configuration.load(Optional.empty(), Map.of(), List.of());
        assertEquals(defaults.broker(), sample.broker());
        assertEquals(defaults.cloud(), sample.cloud());
        assertEquals(defaults.bridge(), sample.bridge());
        assertEquals(defaults.simulator(), sample.simulator());
        assertEquals(defaults.dashboard(), sample.dashboard());
    }

    @Test
    void everySettingHasALineThatExplainsIt() {
        SettingsTable.ROOT.leaves().forEach((path, key) -> assertFalse(key.doc().isBlank(), path));
    }

    private static Set<String> keys(Shape shape, String path) {
        Set<String> keys = new TreeSet<>();
        if (shape instanceof Shape.Section section) {
            for (Shape.Key key : section.keys()) {
                keys.add(path + key.name());
                keys.addAll(keys(key.shape(), path + key.name() + "."));
            }
        } else if (shape instanceof Shape.ListOf list) {
            keys.addAll(keys(list.item(), path + "[]."));
        }
        return keys;
    }

    private static Set<String> keys(Object yaml, String path) {
        Set<String> keys = new TreeSet<>();
        if (yaml instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                keys.add(path + name);
                keys.addAll(keys(value, path + name + "."));
            });
        } else if (yaml instanceof Collection<?> list) {
            list.forEach(item -> keys.addAll(keys(item, path + "[].")));
        }
        return keys;
    }
}
