package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aroma passwd}. */
class PasswdTest {
    @TempDir
    Path folder = Path.of("");

    private AromaRun passwd(String input, String user) throws IOException, InterruptedException {
        return AromaRun.of(AromaProcess.start(folder, "passwd", "users", user), input);
    }

    @Test
    void setsAUserFromTheStandardInputAndDeletesIt() throws Exception {
        passwd("secret\n", "bob").exits(0).says("User 'bob' is set");
        List<String> lines = Files.readAllLines(folder.resolve("users"));
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).startsWith("bob:$7$"), lines::toString);
        String file = folder.resolve("users").toString();
        AromaRun.here("passwd", file, "bob", "--delete").exits(0).says("User 'bob' is removed");
        assertEquals("", Files.readString(folder.resolve("users")));
        AromaRun.here("passwd", file, "bob", "--delete").fails(3, "user bob is not in");
    }

    @Test
    void refusesNoPasswordAndABadNameAndMakesNoFile() throws Exception {
        passwd("", "bob").fails(1, "no password on the standard input");
        passwd("secret\n", "bo:b").fails(3, "a user name cannot hold ':'");
        assertTrue(Files.notExists(folder.resolve("users")), "no file is made");
    }

    @Test
    void helpShowsTheLineForAScript() throws Exception {
        AromaRun run = AromaRun.apart(folder, "passwd", "--help").exits(0);
        assertEquals(List.of(), run.err());
        assertTrue(String.join(" ", run.out()).contains("printf '%s\\n' \"$PASSWORD\" | aroma passwd"), run::toString);
    }
}
