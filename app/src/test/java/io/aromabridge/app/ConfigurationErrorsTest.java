package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration, or a file that it names, that cannot be used: exit code 3, a line for each fault, nothing is made. */
class ConfigurationErrorsTest {
    private static final String[] RUN = {"--ports", "auto", "--data", "unmade", "--for", "20s", "--config", "aroma.yaml"
    };

    /** Things {@code one} and {@code two}. */
    @TempDir
    static Path things = Path.of("");

    private static List<String> one = List.of();
    private static List<String> two = List.of();

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void makeThings() {
        one = add("one");
        two = add("two");
    }

    /** The paths of CA, certificate and private key. */
    private static List<String> add(String name) {
        return AromaRun.here("cloud", "thing", "add", name, "--data", things.toString()).exits(0).out().stream()
                .map(line -> line.replaceFirst("^[^:]*: *", ""))
                .toList();
    }

    private static AromaProcess starting(Path folder, String command, String yaml) throws IOException {
        Files.writeString(folder.resolve("aroma.yaml"), yaml);
        String[] arguments = new String[RUN.length + 1];
        arguments[0] = command;
        System.arraycopy(RUN, 0, arguments, 1, RUN.length);
        return AromaProcess.start(folder, arguments);
    }

    private AromaRun run(String command, String yaml) throws IOException, InterruptedException {
        return AromaRun.of(starting(folder, command, yaml), "");
    }

    @Test
    void threeFaultsOfAFileAreSaidAtOnceEachWithLineAndColumn() throws Exception {
        String yaml = "broker:\n  prt: 1883\ncloud:\n  port: many\nbridge:\n  queue:\n    size: -5\n";
        List<String> expected = List.of(
                "aroma.yaml:2:3: broker: unknown key `prt`; did you mean `port`?",
                "aroma.yaml:4:3: cloud.port: many is not a port; use 0 to 65535",
                "aroma.yaml:7:5: bridge.queue.size: -5 is out of range; use -1 to 2147483647");
        AromaRun demo = run("demo", yaml).exits(3).says();
        assertEquals(expected, demo.err());
        assertEquals(List.of(), demo.out());
        assertFalse(Files.exists(folder.resolve("unmade")), "nothing is made");
        Path file = folder.resolve("aroma.yaml");
        AromaRun check =
                AromaRun.here("config", "check", "--config", file.toString()).exits(3);
        assertEquals(
                expected,
                check.err().stream()
                        .map(line -> line.replace(file.toString(), "aroma.yaml"))
                        .toList());
    }

    @Test
    void aFileWithoutYamlOrNoFileIsSaidInOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.yaml"), "broker: [1, 2\ncloud: }\n");
        AromaRun.here("config", "check", "--config", file.toString()).fails(3, file + ":2:");
        AromaRun.here("config", "check", "--config", folder.resolve("none.yaml").toString())
                .fails(3, "there is no such file");
    }

    @Test
    void aRouteThatGoesRoundIsRefused() throws Exception {
        Path file =
                Files.writeString(folder.resolve("loop.yaml"), "bridge:\n  routes:\n    - out: a/#\n    - in: a/b\n");
        AromaRun.here("config", "check", "--config", file.toString()).fails(3, "a/");
    }

    @Test
    void aPrivateKeyThatCannotBeUsedIsSaidInOneLine() throws Exception {
        Path garbled = folder.resolve("garbled.key");
        String key = Files.readString(Path.of(one.get(2)));
        Files.writeString(garbled, key.substring(0, 200) + "!!!!" + key.substring(204));
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("missing.key", "missing.key: there is no such file");
        expected.put(folder.toString(), "this is a folder");
        expected.put(garbled.toString(), "garbled.key");
        expected.put(one.get(1), "holds a certificate and no private key; the two paths may be swapped");
        expected.put(two.get(2), "does not belong to the certificate");
        Map<String, AromaProcess> started = new LinkedHashMap<>();
        int number = 0;
        for (String path : expected.keySet()) {
            Path own = Files.createDirectory(folder.resolve("run" + number++));
            String yaml = "bridge:\n  cloud:\n    ca: '" + one.get(0) + "'\n    certificate: '" + one.get(1)
                    + "'\n    private-key: '" + path + "'\n";
            started.put(path, starting(own, "bridge", yaml));
        }
        for (Map.Entry<String, AromaProcess> each : started.entrySet()) {
            AromaRun.of(each.getValue(), "").fails(3, "private key", expected.getOrDefault(each.getKey(), ""));
        }
    }

    @Test
    void aPasswordFileThatCannotBeUsedIsSaidInOneLine() throws Exception {
        run("broker", "broker: {password-file: passwords}\n").fails(3, "passwords does not exist", "passwd");
        Files.writeString(folder.resolve("passwords"), "demo:plain text\n");
        run("broker", "broker: {password-file: passwords}\n").fails(3, "passwords:1: the password is not a hash");
        run("simulate", "simulator: {shooters: [], local: {password-file: none}}\n")
                .fails(3, "none: there is no such file");
    }

    @Test
    void leavingOutADeviceThatIsNotThereIsSaidInOneLine() throws Exception {
        AromaRun run = AromaRun.apart(
                folder, "demo", "--ports", "auto", "--data", "unmade", "--for", "20s", "--without", "nobody");
        run.fails(3, "--without nobody: there is no such device; there are ASN2A00001, ");
        assertFalse(Files.exists(folder.resolve("unmade")), "nothing is made");
    }

    @Test
    void printShowsEachSettingWithItsOrigin() throws Exception {
        Path file = Files.writeString(folder.resolve("aroma.yaml"), "broker:\n  port: 2883\n");
        AromaRun run =
                AromaRun.here("config", "print", "--config", file.toString()).exits(0);
        assertTrue(run.out().contains("  port: 2883    # " + file + ":2"), run::toString);
        assertTrue(run.out().contains("  alpn-port: 4443    # default"), run::toString);
        assertEquals(List.of(), run.err());
        AromaRun check =
                AromaRun.here("config", "check", "--config", file.toString()).exits(0);
        assertEquals(List.of("The configuration is good."), check.err());
    }
}
