package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code aroma completion}: a script for the shell. */
class CompletionTest {
    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completesEveryCommandOfThisName(String shell) {
        AromaRun run = AromaRun.here("completion", shell).exits(0);
        String script = String.join("\n", run.out());
        for (String command : List.of("demo", "diffuse", "cloud_thing_add", "config_schema", "completion")) {
            assertTrue(script.contains("function _picocli_aroma_" + command + "()"), command);
        }
        assertTrue(script.contains("complete -F _complete_aroma -o default aroma "), run::toString);
        assertEquals(List.of(), run.err());
    }

    @Test
    void completesOptions() {
        String script = String.join("\n", AromaRun.here("completion", "bash").out());
        assertTrue(script.contains("'--port-base'"), script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completion", "completion fish"})
    void knowsNoOtherShell(String line) {
        AromaRun.here(line.split(" ", -1)).exits(2).says("aroma completion: ");
    }
}
