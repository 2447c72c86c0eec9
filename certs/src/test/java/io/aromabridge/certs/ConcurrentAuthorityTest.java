package io.aromabridge.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentAuthorityTest {
    private static final int OPENERS = 8;

    private final Path folder;

    ConcurrentAuthorityTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Opens the authority in the first argument and writes its ids into the file in the second. */
    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of(args[1]), ids(Path.of(args[0])));
    }

    private static String ids(Path folder) throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.open(folder, InstantSource.system());
        Identity server = authority.serverIdentity(new ServerNames(List.of("localhost"), List.of()));
        return Identity.certificateId(authority.certificate()) + " " + server.certificateId();
    }

    @Test
    void threadsGetTheSameAuthority() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(OPENERS);
        CyclicBarrier together = new CyclicBarrier(OPENERS);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < OPENERS; i++) {
            results.add(threads.submit(() -> {
                together.await(10, TimeUnit.SECONDS);
                return ids(folder.resolve("ca"));
            }));
        }
        Set<String> ids = new HashSet<>();
        for (Future<String> result : results) {
            ids.add(result.get(10, TimeUnit.SECONDS));
        }
        threads.shutdownNow();
        assertEquals(1, ids.size(), ids.toString());
    }

    @Test
    void processesGetTheSameAuthority() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path", "") + File.pathSeparator + testClasses(),
                            ConcurrentAuthorityTest.class.getName(),
                            folder.resolve("ca").toString(),
                            folder.resolve("ids-" + i).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log-" + i).toFile())
                    .start());
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < processes.size(); i++) {
            Path log = folder.resolve("log-" + i);
            assertTrue(processes.get(i).waitFor(60, TimeUnit.SECONDS), "still running");
            assertEquals(0, processes.get(i).exitValue(), () -> read(log));
            ids.add(read(folder.resolve("ids-" + i)));
        }
        assertEquals(1, ids.size(), ids.toString());
    }

    private static String testClasses() throws Exception {
        return Path.of(ConcurrentAuthorityTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
