package io.aromabridge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Python script that shows something on a Sense HAT, as {@code sense_emu} has it, run beside a system. */
final class LightScript implements AutoCloseable {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path SIMULATOR = Path.of("..", "simulator").toAbsolutePath();

    private final Process process;
    private final Lines out;
    private final Lines err;

    private LightScript(String name, Process process) {
        this.process = process;
        this.out = Lines.of(name + " stdout", process.getInputStream());
        this.err = Lines.of(name + " stderr", process.getErrorStream());
    }

    /** Skips the test without Python and its paho-mqtt. */
    static void require() throws IOException, InterruptedException {
        Programs.require(
                Files.exists(PYTHON)
                        && new ProcessBuilder(PYTHON.toString(), "-c", "import paho.mqtt.client")
                                        .redirectErrorStream(true)
                                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                        .start()
                                        .waitFor()
                                == 0,
                PYTHON + " or its paho-mqtt is not installed");
    }

    /**
     * Starts one.
     *
     * @param endpoints the endpoints file by which the light finds the broker
     * @param port of the broker, for the script itself
     */
    static LightScript start(String name, Path endpoints, int port) throws IOException {
        Path script = SIMULATOR.resolve("acceptance").resolve("lights").resolve(name + ".py");
        ProcessBuilder builder = new ProcessBuilder(PYTHON.toString(), "-B", script.toString(), "127.0.0.1", "" + port);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(each -> each.startsWith("AROMA_"));
        environment.put("PYTHONPATH", SIMULATOR.resolve("python").toString());
        environment.put("AROMA_ENDPOINTS", endpoints.toString());
        return new LightScript(name, builder.start());
    }

    /** What it prints. */
    Lines out() {
        return out;
    }

    /** What it says. */
    Lines err() {
        return err;
    }

    /** Ends it as a power failure does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("it outlives kill -9");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
