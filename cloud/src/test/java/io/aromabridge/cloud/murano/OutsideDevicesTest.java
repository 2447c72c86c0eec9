package io.aromabridge.cloud.murano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.Programs;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices in another language, with upstream paho; skipped where that is not installed. */
class OutsideDevicesTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Path SCRIPTS =
            Path.of("..", "simulator", "acceptance", "murano").toAbsolutePath();

    @TempDir
    Path folder = Path.of("");

    private Murano murano;

    /** A script at work. */
    private record Script(ChildProcess process) implements AutoCloseable {
        static Script start(Path folder, int port, String name) throws IOException {
            return new Script(ChildCommand.of(List.of(
                            PYTHON,
                            "-u",
                            SCRIPTS.resolve("upstream.py").toString(),
                            "" + port,
                            SCRIPTS.resolve(name).toString()))
                    .in(folder)
                    .merged()
                    .start(name));
        }

        void type(String... typed) throws IOException {
            for (String line : typed) {
                process.say(line);
            }
        }

        /** What follows this word in the next line that has it. */
        String said(String word) throws InterruptedException {
            while (true) {
                String line = process.out()
                        .next(LIMIT)
                        .orElseThrow(() -> new AssertionError("it did not say " + word + " but " + process));
                int at = line.indexOf(word + " ");
                if (at >= 0) {
                    return line.substring(at + word.length() + 1);
                }
            }
        }

        int ended() throws InterruptedException {
            return process.awaitExit(LIMIT);
        }

        @Override
        public void close() {
            process.close();
        }
    }

    @BeforeAll
    static void requirePaho() throws Exception {
        Path unused = Programs.requirePaho();
    }

    @BeforeEach
    void start() throws Exception {
        murano = Murano.start(folder.resolve("products"));
        String certificate = Base64.getMimeEncoder()
                .encodeToString(murano.authority.certificate().getEncoded());
        StringWriter pem = new StringWriter();
        pem.append("-----BEGIN CERTIFICATE-----\n").append(certificate).append("\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("trusted.crt"), pem.toString());
    }

    @AfterEach
    void stop() {
        murano.close();
    }

    private Script script(String name) throws IOException {
        return Script.start(folder, murano.standIn.port(), name);
    }

    @Test
    void aDeviceIsActivatedPublishes32AndIsWritten212() throws Exception {
        String token;
        try (Script activate = script("activate.py")) {
            activate.type("lamps", "007");
            String[] answer = activate.said("activated").split(" ", -1);
            assertEquals("007", answer[0]);
            token = answer[1];
            assertTrue(token.matches("[0-9a-f]{40}"), token);
            assertEquals(0, activate.ended());
        }
        assertEquals("activated", murano.registry.device("lamps", "007").status());
        try (Script publish = script("publish.py")) {
            publish.type("lamps", "007", token);
            assertEquals("0", publish.said("subscribed"));
            publish.type("007/temperature 32");
            assertEquals("007/temperature 32", publish.said("received"));
            murano.awaitValue("lamps", "007", "temperature", "32");
            murano.registry.write("lamps", "007", "temperature", "212");
            assertEquals("007/temperature 212", publish.said("received"));
            publish.type("");
            assertEquals(0, publish.ended());
        }
    }

    @Test
    void aDeviceOfTheNewerProfileHasItsTokenAndWhatIsWritten() throws Exception {
        try (Script device = script("provision.py")) {
            device.type("clibs", "clib-test-11");
            assertTrue(device.said("token").matches("\\$provision/clib-test-11 [A-Za-z0-9]{40}"));
            murano.awaitValue("clibs", "clib-test-11", "data_in", "7");
            murano.registry.write("clibs", "clib-test-11", "data_out", "reboot");
            assertEquals("$resource/data_out/1767225600000000 reboot", device.said("received"));
            device.type("");
            assertEquals(0, device.ended());
        }
    }
}
