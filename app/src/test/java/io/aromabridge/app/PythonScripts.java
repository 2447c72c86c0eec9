package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.run.Endpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clients from outside: programs of {@code simulator/acceptance}, run by Python with paho-mqtt. */
final class PythonScripts {
    private static final Path SCRIPTS = Path.of("..", "simulator", "acceptance");
    private static final String PYTHON = "/usr/bin/python3";

    private final Path folder;
    private final List<Running> running = new ArrayList<>();

    /** One program, with the file that has what it prints. */
    private record Running(String name, Process process, Path output) {}

    /**
     * Skips the test where there is no Python or no paho-mqtt.
     *
     * @param folder for what they print
     */
    PythonScripts(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Programs.require(
                Files.exists(Path.of(PYTHON))
                        && new ProcessBuilder(PYTHON, "-c", "import paho.mqtt.client")
                                        .start()
                                        .waitFor()
                                == 0,
                "/usr/bin/python3 with paho-mqtt is not installed");
    }

    /** Starts a script. */
    void start(String script, List<String> arguments) throws IOException {
        List<String> line =
                new ArrayList<>(List.of(PYTHON, "-B", SCRIPTS.resolve(script).toString()));
        line.addAll(arguments);
        Path output = folder.resolve("script" + running.size() + ".out");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        running.add(new Running(String.join(" ", line.subList(2, line.size())), process, output));
    }

    /** The options by which the exam's scripts find a demo's local broker. */
    static List<String> local(RunningDemo demo, String... more) {
        Endpoints endpoints = demo.endpoints();
        List<String> options = new ArrayList<>(List.of(
                "--port",
                "" + endpoints.number(Endpoints.LOCAL, "mqtt").orElseThrow(),
                "--user",
                endpoints.text(Endpoints.LOCAL, "username").orElseThrow(),
                "--password-file",
                endpoints.text(Endpoints.LOCAL, "passwordFile").orElseThrow()));
        options.addAll(List.of(more));
        return options;
    }

    /** Waits until all have ended well; what they have printed. */
    String awaitAll() throws IOException, InterruptedException {
        StringBuilder printed = new StringBuilder();
        try {
            for (Running each : running) {
                assertTrue(each.process().waitFor(90, TimeUnit.SECONDS), () -> each.name() + " hangs");
                String output = Files.readString(each.output(), StandardCharsets.UTF_8);
                assertTrue(each.process().exitValue() == 0, () -> each.name() + " failed:\n" + output);
                printed.append(output);
            }
            return printed.toString();
        } finally {
            running.forEach(each -> each.process().destroyForcibly());
        }
    }
}
