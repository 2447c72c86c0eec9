package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong in a file, it is told, and nothing else is thrown. */
class RandomFaultsTest {
    private static final String INSERTED = " \t\n:-#[]{}\"'&*!|>%@`?,~<0z\u0000é☃";

    @TempDir
    Path folder = Path.of("");

    @Test
    void everyFaultIsALineWithItsPlace() throws Exception {
        RandomGenerator random = new Random(42);
        String sample = Files.readString(Path.of("..", "aroma.sample.yaml")).replaceAll(" +#.*", "");
        for (int run = 0; run < 2000; run++) {
            String yaml = mutate(sample, random);
            List<String> problems = Load.problems(folder, yaml, Map.of());
            problems.forEach(line -> {
                assertTrue(line.matches("aroma\\.yaml:[0-9]+:[0-9]+: .+; .+"), () -> line + "\n" + yaml);
                assertFalse(line.contains("\n"), line);
            });
        }
    }

    private static String mutate(String text, RandomGenerator random) {
        StringBuilder out = new StringBuilder(text);
        for (int change = random.nextInt(1, 4); change > 0; change--) {
            int at = random.nextInt(out.length());
            char c = INSERTED.charAt(random.nextInt(INSERTED.length()));
            switch (random.nextInt(3)) {
                case 0 -> out.deleteCharAt(at);
                case 1 -> out.setCharAt(at, c);
                default -> out.insert(at, c);
            }
        }
        return out.toString();
    }
}
