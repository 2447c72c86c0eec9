package io.aromabridge.app;

import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.OutputLines;
import io.aromabridge.testing.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Python script that shows something on a Sense HAT, as {@code sense_emu} has it, run beside a system. */
final class LightScript implements AutoCloseable {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path SIMULATOR = Path.of("..", "simulator").toAbsolutePath();

    private final ChildProcess process;

    private LightScript(ChildProcess process) {
        this.process = process;
    }

    /** Skips the test without Python and its paho-mqtt. */
    static void require() throws InterruptedException {
        Path unused = Programs.requirePaho();
    }

    /**
     * Starts one.
     *
     * @param endpoints the endpoints file by which the light finds the broker
     * @param port of the broker, for the script itself
     */
    static LightScript start(String name, Path endpoints, int port) throws IOException {
        Path script = SIMULATOR.resolve("acceptance").resolve("lights").resolve(name + ".py");
        return new LightScript(ChildCommand.of(
                        List.of(PYTHON.toString(), "-B", script.toString(), "127.0.0.1", "" + port))
                .with(Map.of(
                        "PYTHONPATH", SIMULATOR.resolve("python").toString(), "AROMA_ENDPOINTS", endpoints.toString()))
                .start(name));
    }

    /** What it prints. */
    OutputLines out() {
        return process.out();
    }

    /** What it says. */
    OutputLines err() {
        return process.err();
    }

    /** Ends it as a power failure does. */
    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
