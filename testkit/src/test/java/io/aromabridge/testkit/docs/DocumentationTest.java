package io.aromabridge.testkit.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in the documentation is code that runs. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "testkit.md");
    private static final Path TESTS = Path.of("src", "test");

    /** A comment that names the file, perhaps with a part of it, and the block behind it. */
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- (\\S+?)(?:#(\\S+))? -->\\n)?```(java|python)\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyBlockIsAPartOfATest() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        List<String> seen = new ArrayList<>();
        while (block.find()) {
            String file = block.group(1);
            assertTrue(file != null, "a block without the name of its file:\n" + block.group(4));
            String text = Files.readString(TESTS.resolve(String.valueOf(file)));
            String part = block.group(2) == null ? text : part(text, block.group(2));
            assertEquals(part.strip(), block.group(4).strip(), PAGE + ", block of " + file);
            seen.add(String.valueOf(file));
        }
        assertTrue(seen.size() >= 6, seen::toString);
    }

    /** What stands between {@code // [name]} and {@code // [end]}, moved to the left. */
    private static String part(String text, String name) {
        Matcher part = Pattern.compile("// \\[" + Pattern.quote(name) + "]\\n(.*?)[ ]*// \\[end]", Pattern.DOTALL)
                .matcher(text);
        assertTrue(part.find(), "no part [" + name + "]");
        return part.group(1).stripTrailing().stripIndent();
    }
}
