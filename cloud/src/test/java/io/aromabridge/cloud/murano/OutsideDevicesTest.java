package io.aromabridge.cloud.murano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Devices in another language, with upstream paho; skipped where that is not installed. */
class OutsideDevicesTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path SCRIPTS =
            Path.of("..", "simulator", "acceptance", "murano").toAbsolutePath();

    @TempDir
    Path folder = Path.of("");

    private Murano murano;

    /** A script at work. */
    private static final class Script implements AutoCloseable {
        private final Process process;
        private final OutputStream in;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        Script(Path folder, int port, String name) throws IOException {
            process = new ProcessBuilder(
                            PYTHON,
                            "-u",
                            SCRIPTS.resolve("upstream.py").toString(),
                            "" + port,
                            SCRIPTS.resolve(name).toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            in = process.getOutputStream();
            Thread reader = new Thread(this::read, name);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                lines.add("its output broke off: " + e);
            }
        }

        void type(String... typed) throws IOException {
            in.write((String.join("\n", typed) + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        }

        /** What follows this word in the next line that has it. */
        String said(String word) throws InterruptedException {
            List<String> before = new ArrayList<>();
            while (true) {
                String line = lines.poll(20, TimeUnit.SECONDS);
                assertTrue(line != null, () -> "it did not say " + word + " but " + before);
                int at = line.indexOf(word + " ");
                if (at >= 0) {
                    return line.substring(at + word.length() + 1);
                }
                before.add(line);
            }
        }

        int ended() throws InterruptedException {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it does not end");
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @BeforeAll
    static void requirePaho() throws Exception {
        boolean there = Files.exists(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import paho.mqtt.client")
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
        if (!there) {
            LoggerFactory.getLogger(OutsideDevicesTest.class).warn("SKIPPED: python3-paho-mqtt is not installed");
        }
        assumeTrue(there, "python3-paho-mqtt is not installed");
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
        return new Script(folder, murano.standIn.port(), name);
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
