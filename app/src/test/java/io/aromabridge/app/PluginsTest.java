package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that cannot be loaded: one line with the place in the file, and exit code 3. */
class PluginsTest {
    @TempDir
    Path folder = Path.of("");

    private void check(String yaml, String line, String... command) throws Exception {
        Path file = Files.writeString(folder.resolve("aroma.yaml"), yaml);
        String[] arguments = new String[command.length + 2];
        System.arraycopy(command, 0, arguments, 0, command.length);
        arguments[command.length] = "--config";
        arguments[command.length + 1] = file.toString();
        AromaRun run = AromaRun.here(arguments).exits(3);
        assertEquals(
                List.of(line),
                run.err().stream().map(each -> each.replace(folder + "/", "")).toList());
    }

    @Test
    void aCheckFindsAMissingFolderAndAMissingClass() throws Exception {
        check(
                "broker:\n  plugins:\n    folder: none\n",
                "aroma: aroma.yaml:3:5: broker.plugins.folder: none is not a folder; put the plug-ins' jars into one",
                "config",
                "check");
        check(
                "broker:\n  plugins:\n    authenticator_class: a.B\n",
                "aroma: aroma.yaml:3:5: broker.plugins.authenticator: class a.B is not in the class path; name the folder"
                        + " with its jar in broker.plugins.folder",
                "config",
                "check");
    }

    @Test
    void theBrokerDoesNotStartWithAClassThatIsNoPlugIn() throws Exception {
        check(
                "broker:\n  port: 0\n  plugins:\n    interceptors: [java.lang.String]\n",
                "aroma: aroma.yaml:4:20: broker.plugins.interceptors[0]: class java.lang.String does not implement Moquette's"
                        + " io.moquette.interception.InterceptHandler",
                "broker",
                "--data",
                folder.resolve("data").toString());
    }
}
