package io.aromabridge.app.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a link could leave behind in this process.
 *
 * @param linkThreads threads of a bridge's link, of ours or of Paho
 * @param sockets open ones; 0 where the system does not show them
 */
record Leftovers(int linkThreads, long sockets) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** Those before a test. The JDK opens a pair of sockets of its own with the first channel, which stays. */
    static Leftovers before() throws IOException {
        SocketChannel.open().close();
        return now();
    }

    /** Those that there are now. */
    static Leftovers now() {
        return new Leftovers(threads().size(), countSockets());
    }

    /** The names of the threads. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("MQTT ") || name.startsWith("bridge-cloud"))
                .toList();
    }

    private static long countSockets() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(Leftovers::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }
}
