package io.aromabridge.broker.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real mosquitto on a free port of loopback, with a password file and an ACL file. */
final class Mosquitto implements AutoCloseable {
    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A program of mosquitto's, if this computer has it. */
    static Optional<Path> program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Mosquitto start(Path passwords, Path acl, boolean anonymous) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path settings = Files.write(
                Files.createTempFile(acl.getParent(), "mosquitto", ".conf"),
                List.of(
                        "listener " + port + " 127.0.0.1",
                        "allow_anonymous " + anonymous,
                        "password_file " + passwords,
                        "acl_file " + acl,
                        // Else it gives root up and cannot read the folder.
                        "user root",
                        "sys_interval 0",
                        "set_tcp_nodelay true",
                        "log_dest stderr",
                        "log_type error",
                        "log_type information"));
        Process process = new ProcessBuilder(program("mosquitto").orElseThrow().toString(), "-c", settings.toString())
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.endsWith(" running")) {
                return new Mosquitto(process, port);
            }
            said.append(line).append('\n');
        }
        throw new IOException("mosquitto did not start: " + said);
    }

    /** Runs {@code mosquitto_passwd -b}. */
    static void addUser(Path file, String user, String password) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program("mosquitto_passwd").orElseThrow().toString(), "-b", file.toString(), user, password)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("mosquitto_passwd: " + said);
        }
    }

    int port() {
        return port;
    }

    /** SIGHUP: it reads its files again, soon. */
    void reload() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
