package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.aromabridge.app.run.Endpoints;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a command that runs leaves alone, and leaves behind. */
@ExtendWith(SharedDemo.class)
class StartAndStopTest {
    @TempDir
    Path folder = Path.of("");

    private AromaRun broker(String... options) throws Exception {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "broker";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return AromaRun.apart(folder, arguments);
    }

    @Test
    void forStopsItByItselfAndItsOwnEndpointsAreGone() throws Exception {
        Path file = Files.createDirectory(folder.resolve("data")).resolve("endpoints.json");
        Files.writeString(file, "{\"local\": {\"mqtt\": 1}, \"devices\": [\"another process's\"]}");
        Path own = folder.resolve("own.json");
        broker("--ports", "auto", "--for", "3s", "--endpoints", own.toString())
                .exits(0)
                .says("The local broker is ready");
        Endpoints left = AromaProcess.endpoints(file);
        assertEquals(List.of("another process's"), left.devices());
        assertEquals(Optional.empty(), left.number(Endpoints.LOCAL, "mqtt"));
        assertFalse(Files.exists(own));
    }

    @Test
    void aTakenPortIsNamedWithTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("aroma.yaml"), "broker: {port: " + taken.getLocalPort() + "}\n");
            broker("--for", "20s")
                    .fails(1, "127.0.0.1:" + taken.getLocalPort(), "taken", "--port-base", "--ports auto");
        }
    }

    @Test
    void aSecondDemoOnTheSamePortsFailsAndLeavesTheFirstItsEndpoints(RunningDemo first) throws Exception {
        int port = first.endpoints().number(Endpoints.CLOUD, "mqtt").orElseThrow();
        Files.writeString(folder.resolve("aroma.yaml"), "cloud: {port: " + port + "}\n");
        Path file = first.data().resolve("endpoints.json");
        String before = Files.readString(file);
        AromaRun.apart(folder, "demo", "--data", first.data().toString(), "--for", "20s")
                .fails(1, ":" + port, "taken", "--port-base");
        assertEquals(before, Files.readString(file));
    }
}
