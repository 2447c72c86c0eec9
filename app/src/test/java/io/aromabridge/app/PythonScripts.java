package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients from outside: programs of {@code simulator/acceptance}, run by Python with paho-mqtt. */
final class PythonScripts {
    private static final Path SCRIPTS = Path.of("..", "simulator", "acceptance");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String PYTHON = "/usr/bin/python3";

    private final List<Running> running = new ArrayList<>();

    private record Running(String name, ChildProcess process) {}

    /** Skips the test where there is no Python or no paho-mqtt. */
    PythonScripts() throws IOException, InterruptedException {
        Path unused = Programs.requirePaho();
    }

    /** Starts a script. */
    void start(String script, List<String> arguments) throws IOException {
        List<String> line =
                new ArrayList<>(List.of(PYTHON, "-B", SCRIPTS.resolve(script).toString()));
        line.addAll(arguments);
        String name = String.join(" ", line.subList(2, line.size()));
        running.add(new Running(name, ChildCommand.of(line).merged().start(name)));
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
                assertEquals(0, each.process().awaitExit(LIMIT), () -> each.name() + " failed:\n" + each.process());
                each.process().out().awaitEnd().forEach(line -> printed.append(line)
                        .append('\n'));
            }
            return printed.toString();
        } finally {
            running.forEach(each -> each.process().close());
        }
    }
}
