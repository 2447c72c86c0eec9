package io.aromabridge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** Log lines, looked at by the parts that stay when a sentence changes. */
public final class LogFragments {
    private LogFragments() {}

    /** There are as many lines as there are fragments, each with its fragment in it. */
    public static void assertLines(List<String> lines, String... fragments) {
        assertEquals(fragments.length, lines.size(), lines::toString);
        for (int i = 0; i < fragments.length; i++) {
            assertTrue(lines.get(i).contains(fragments[i]), "\"" + fragments[i] + "\" in: " + lines.get(i));
        }
    }
}
