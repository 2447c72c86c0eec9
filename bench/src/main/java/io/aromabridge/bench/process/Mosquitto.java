package io.aromabridge.bench.process;

import io.aromabridge.core.AromaException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** mosquitto as a child process: on the loopback, anonymous, nothing kept on disk. */
public final class Mosquitto implements Child {
    /** What differs from mosquitto's defaults: our broker's window, and queues that never drop. */
    public static final List<String> SETTINGS = List.of(
            "allow_anonymous true",
            "max_inflight_messages 100",
            "max_queued_messages 0",
            "max_queued_bytes 0",
            "sys_interval 0",
            "persistence false");

    /** Debian puts it where a user's PATH does not look. */
    private static final List<String> ALSO = List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin");

    private static final int VERSION_MILLIS = 10_000;
    private static final int ATTEMPTS = 3;
    private static final int WAIT_MILLIS = 20;
    private static final int WAITS = 250;

    private final Children children;
    private final Process process;
    private final List<Integer> ports;

    private Mosquitto(Children children, Process process, List<Integer> ports) {
        this.children = children;
        this.process = process;
        this.ports = ports;
    }

    /**
     * Where programs lie: the folders of a PATH, and those where mosquitto is put besides.
     *
     * @param path as in the environment variable PATH
     */
    public static List<Path> folders(String path) {
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), ALSO.stream())
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** The program, if it lies in one of these folders. */
    public static Optional<Path> find(List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve("mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What the program calls itself, such as {@code mosquitto version 2.0.11}. */
    public static String version(Path program, Children children) throws AromaException, InterruptedException {
        Process process = children.start("mosquitto", new ProcessBuilder(program.toString(), "-h"));
        try (var out = process.inputReader()) {
            if (!process.waitFor(VERSION_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AromaException(AromaException.Kind.TIMED_OUT, program + " -h does not end");
            }
            return Optional.ofNullable(out.readLine()).orElse("mosquitto of unknown version");
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.FAILED, program + " -h: " + e.getMessage(), e);
        } finally {
            children.end(process);
        }
    }

    /**
     * Starts it on free ports, and waits until it accepts connections. The first listener has no TLS.
     *
     * @param file for its configuration
     * @param tls lines of the configuration for a second listener; empty for none
     * @param more lines of the configuration
     * @throws AromaException FAILED if it does not start
     */
    public static Mosquitto start(Path program, Path file, List<String> tls, List<String> more, Children children)
            throws AromaException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<Integer> ports = tls.isEmpty() ? List.of(freePort()) : List.of(freePort(), freePort());
            List<String> lines = new ArrayList<>(SETTINGS);
            // Started by root it would become another user, who cannot read our files.
            lines.add("user " + System.getProperty("user.name"));
            lines.addAll(List.of("log_dest stderr", "log_type error"));
            lines.addAll(more);
            lines.add("listener " + ports.get(0) + " 127.0.0.1");
            if (!tls.isEmpty()) {
                lines.add("listener " + ports.get(1) + " 127.0.0.1");
                lines.addAll(tls);
            }
            Process process = children.start(
                    "mosquitto",
                    new ProcessBuilder(
                                    program.toString(), "-c", write(file, lines).toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            if (accepts(process, ports.get(ports.size() - 1))) {
                return new Mosquitto(children, process, ports);
            }
            // Somebody else may have taken the port meanwhile.
            children.end(process);
        }
        throw new AromaException(AromaException.Kind.FAILED, program + " does not start; what it said is above");
    }

    private static Path write(Path file, List<String> lines) throws AromaException {
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static int freePort() throws AromaException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(loopback(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.FAILED, "no free port on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    private static boolean accepts(Process process, int port) throws InterruptedException {
        for (int i = 0; i < WAITS; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(loopback(port), WAIT_MILLIS);
                return true;
            } catch (IOException notYet) {
                if (process.waitFor(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    private static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    /** Without TLS, on 127.0.0.1. */
    public int port() {
        return ports.get(0);
    }

    /** With TLS, on 127.0.0.1. */
    public int tlsPort() {
        return ports.get(1);
    }

    @Override
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        children.end(process);
    }
}
