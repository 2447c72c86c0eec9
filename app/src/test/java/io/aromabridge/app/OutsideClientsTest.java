package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.run.Endpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo with clients that are not ours; a test is skipped where its client is not installed. */
@ExtendWith(SharedDemo.class)
class OutsideClientsTest {
    private static final String SHOOTER = "ASN2A00002";
    private static final String PYTHON = "/usr/bin/python3";

    /** Waits for nothing between connect, subscribe and publish; its client identifier is empty. */
    private static final String PYTHON_PROGRAM =
            """
            import sys, threading
            import paho.mqtt.client as mqtt
            host, port, user, password_file, topic = sys.argv[1:]
            heard = threading.Event()
            def on_message(client, userdata, message):
                print(message.payload.decode(), flush=True)
                heard.set()
            client = mqtt.Client()
            client.username_pw_set(user, open(password_file).read().strip())
            client.on_message = on_message
            client.connect(host, int(port), 60)
            client.subscribe(topic)
            durationInMillis = 3000
            channel = 3
            intensity = 100
            payload = "{ \\"duration\\": " + str(durationInMillis) + ", \\"channel\\": " + str(channel) \\
                + ", \\"intensity\\": " + str(intensity) + ", \\"booster\\": false}"
            client.publish(topic, payload, 0)
            client.loop_start()
            answered = heard.wait(20)
            client.disconnect()
            sys.exit(0 if answered else "the subscription got nothing")
            """;

    @TempDir
    Path folder = Path.of("");

    /** What it printed, errors too; for a program that ends by itself. */
    private record Ended(int exitCode, String output) {
        static Ended of(Path folder, List<String> line) throws IOException, InterruptedException {
            Path output = folder.resolve("output");
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> line + " hangs");
                return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private boolean works(String... line) throws IOException, InterruptedException {
        try {
            return Ended.of(folder, List.of(line)).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void assumeMosquitto() throws IOException, InterruptedException {
        Programs.require(works("bash", "-c", "command -v mosquitto_pub"), "mosquitto_pub or bash is not installed");
    }

    private void pasteAndSeeItDiffuse(RunningDemo demo, String printedLine) throws Exception {
        String line = demo.process().out().await(printedLine);
        int place = demo.idle(SHOOTER, 3);
        assertEquals(new Ended(0, ""), Ended.of(folder, List.of("bash", "-c", line)), line);
        assertEquals(
                3000,
                demo.diffusions()
                        .await(place, SHOOTER, Set.of("diffusing"))
                        .path("durationMs")
                        .asInt());
    }

    @Test
    void printedMosquittoLineDiffuses(RunningDemo demo) throws Exception {
        assumeMosquitto();
        pasteAndSeeItDiffuse(demo, "^mosquitto_pub -h 127\\.0\\.0\\.1 ");
    }

    @Test
    void printedMosquittoLineWithCertificatesDiffuses(RunningDemo demo) throws Exception {
        assumeMosquitto();
        pasteAndSeeItDiffuse(demo, "^mosquitto_pub -h localhost .*--cafile");
    }

    @Test
    void pythonSubscribesAndPublishesStraightAfterConnect(RunningDemo demo) throws Exception {
        Programs.require(
                works(PYTHON, "-c", "import paho.mqtt.client as c; c.Client()"),
                "" + PYTHON + " with paho-mqtt 1.x (python3-paho-mqtt) is not installed");
        int place = demo.idle(SHOOTER, 3);
        Endpoints endpoints = demo.endpoints();
        Ended ended = Ended.of(
                folder,
                List.of(
                        PYTHON,
                        "-c",
                        PYTHON_PROGRAM,
                        endpoints.text("local", "host").orElseThrow(),
                        endpoints.number("local", "mqtt").orElseThrow().toString(),
                        endpoints.text("local", "username").orElseThrow(),
                        endpoints.text("local", "passwordFile").orElseThrow(),
                        RunningDemo.topic(SHOOTER)));
        assertEquals(new Ended(0, RunningDemo.SEED_PAYLOAD + "\n"), ended);
        demo.diffusions().await(place, SHOOTER, Set.of("diffusing"));
    }
}
