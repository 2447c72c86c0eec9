package io.aromabridge.app.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program in a process of its own, whose end is {@code kill -9}. What it says goes to a file. */
final class Child implements AutoCloseable {
    private static final int TAIL = 30;

    private final Process process;
    private final Path said;

    private Child(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Starts a class with a {@code main} of this build. */
    static Child java(Path folder, String name, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AROMA_"));
        builder.environment().putAll(environment);
        return start(folder, name, builder);
    }

    /** Starts any program. */
    static Child start(Path folder, String name, ProcessBuilder builder) throws IOException {
        Path said = folder.resolve(name + ".log");
        return new Child(
                builder.directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                        .start(),
                said);
    }

    /** Whether it says this, from the beginning of the file, within some seconds. */
    void awaitSaid(String text, int seconds) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!Files.readString(said).contains(text)) {
            assertTrue(System.nanoTime() < deadline, () -> "it does not say \"" + text + "\" but " + this);
            assertTrue(!process.waitFor(20, TimeUnit.MILLISECONDS), () -> "it has ended: " + this);
        }
    }

    /** Ends it without giving it a chance to do anything more, and waits until it is gone. */
    void kill() throws InterruptedException {
        assertTrue(process.isAlive(), () -> "it has ended by itself: " + this);
        end();
    }

    private void end() throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it outlives kill -9");
    }

    @Override
    public void close() throws InterruptedException {
        end();
    }

    /** The last that it said. */
    @Override
    public String toString() {
        try (Stream<String> lines = Files.lines(said)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - TAIL), all.size()));
        } catch (IOException e) {
            return said + " cannot be read: " + e;
        }
    }
}
