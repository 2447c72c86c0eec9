package io.aromabridge.testing.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A real mosquitto on 127.0.0.1, as a broker or as a bridge: its settings say which. */
public final class Mosquitto implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final int PROBE_MILLIS = 5;
    private static final Duration START = Duration.ofSeconds(10);

    private final ChildProcess process;
    private final List<Integer> ports;

    private Mosquitto(ChildProcess process, List<Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    /** The program, if it is installed. */
    public static Optional<Path> find() {
        return Programs.find("mosquitto");
    }

    /**
     * One to be started, with a listener on a free port, anonymous clients and nothing kept on disk.
     *
     * @param folder for its configuration
     */
    public static Setup in(Path folder) {
        return new Setup(folder, 0, List.of(), 0, List.of(), Optional.empty());
    }

    /**
     * What it is started with. Each method has a changed copy.
     *
     * @param folder for its configuration
     * @param port of the listener without TLS; 0 for a free one at each start
     * @param settings lines of its configuration
     * @param tlsPort of the listener with TLS; 0 for a free one at each start
     * @param tls lines of the listener with TLS; empty for none
     * @param log what it prints is appended to this file
     */
    public record Setup(
            Path folder, int port, List<String> settings, int tlsPort, List<String> tls, Optional<Path> log) {
        /** On this port. */
        public Setup on(int fixed) {
            return new Setup(folder, fixed, settings, tlsPort, tls, log);
        }

        /** With further lines of its configuration. */
        public Setup with(String... lines) {
            return with(List.of(lines));
        }

        /** With further lines of its configuration. */
        public Setup with(List<String> lines) {
            List<String> all = Stream.concat(settings.stream(), lines.stream()).toList();
            return new Setup(folder, port, all, tlsPort, tls, log);
        }

        /** With a listener with TLS, too. */
        public Setup withTls(List<String> lines) {
            return withTls(0, lines);
        }

        /** The same on this port. */
        public Setup withTls(int fixed, List<String> lines) {
            return new Setup(folder, port, settings, fixed, lines, log);
        }

        /** With what it prints appended to a file. */
        public Setup logTo(Path file) {
            return new Setup(folder, port, settings, tlsPort, tls, Optional.of(file));
        }

        /**
         * Starts it, and waits until it accepts connections.
         *
         * @throws IOException if it does not start, with what it printed
         */
        public Mosquitto start() throws IOException, InterruptedException {
            for (int attempt = 1; ; attempt++) {
                List<Integer> ports = new ArrayList<>();
                ports.add(port > 0 ? port : FreePorts.one());
                if (!tls.isEmpty()) {
                    ports.add(tlsPort > 0 ? tlsPort : FreePorts.one());
                }
                ChildProcess process = launch(ports);
                if (accepts(process, ports.get(ports.size() - 1))) {
                    return new Mosquitto(process, ports);
                }
                process.close();
                // Another program can have taken the port meanwhile.
                if (attempt == ATTEMPTS || !process.toString().contains("Address already in use")) {
                    throw new IOException("mosquitto did not start: " + process);
                }
            }
        }

        private ChildProcess launch(List<Integer> ports) throws IOException {
            Path file = Files.write(folder.resolve("mosquitto-" + ports.get(0) + ".conf"), lines(ports));
            ChildCommand command = ChildCommand.of(List.of(find().orElseThrow().toString(), "-c", file.toString()))
                    .in(folder)
                    .merged();
            return (log.isPresent() ? command.copiedTo(log.get()) : command).start("mosquitto");
        }

        private List<String> lines(List<Integer> ports) {
            List<String> lines = new ArrayList<>();
            // Started by root it becomes another user, who can neither read nor write here.
            lines.add("user " + System.getProperty("user.name"));
            lines.add("log_dest stderr");
            for (String usual : List.of("allow_anonymous true", "sys_interval 0", "log_type error")) {
                String key = usual.substring(0, usual.indexOf(' ') + 1);
                if (settings.stream().noneMatch(line -> line.startsWith(key))) {
                    lines.add(usual);
                }
            }
            lines.addAll(settings);
            lines.add("listener " + ports.get(0) + " 127.0.0.1");
            if (!tls.isEmpty()) {
                lines.add("listener " + ports.get(1) + " 127.0.0.1");
                lines.addAll(tls);
            }
            return lines;
        }
    }

    private static boolean accepts(ChildProcess process, int port) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), (int)
                        START.toMillis());
                return true;
            } catch (IOException notYet) {
                if (endsWithin(process, PROBE_MILLIS)) {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean endsWithin(ChildProcess process, int millis) throws InterruptedException {
        try {
            ProcessHandle unused = process.handle().onExit().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a user to a password file, by {@code mosquitto_passwd}. */
    public static void addUser(Path file, String user, String password) throws IOException, InterruptedException {
        String program = Programs.find("mosquitto_passwd").orElseThrow().toString();
        try (ChildProcess process = ChildCommand.of(List.of(program, "-b", file.toString(), user, password))
                .merged()
                .start("mosquitto_passwd")) {
            if (process.awaitExit(START) != 0) {
                throw new IOException("mosquitto_passwd: " + process);
            }
        }
    }

    /** The port of the listener without TLS. */
    public int port() {
        return ports.get(0);
    }

    /** The port of the listener with TLS. */
    public int tlsPort() {
        return ports.get(1);
    }

    /** The process, with what it prints. */
    public ChildProcess process() {
        return process;
    }

    /** SIGHUP: it reads its files again, soon. */
    public void reload() throws IOException, InterruptedException {
        process.signal("HUP");
    }

    /** Ends it by {@code kill -9}, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** The same, if it still runs. */
    @Override
    public void close() {
        process.close();
    }
}
