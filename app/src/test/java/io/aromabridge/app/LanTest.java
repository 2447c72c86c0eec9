package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.app.run.LanAddresses;
import io.aromabridge.testing.process.Programs;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --lan} opens the way from other machines, which is closed without it. */
class LanTest {
    @TempDir
    Path folder = Path.of("");

    private static InetAddress lanAddress() throws Exception {
        List<InetAddress> all = LanAddresses.ofThisMachine();
        Programs.require(!all.isEmpty(), "this machine has no address but loopback");
        return all.get(0);
    }

    private static void connect(InetAddress address, int port) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5000);
        }
    }

    private int port(AromaProcess broker) throws Exception {
        broker.awaitReady();
        return AromaProcess.endpoints(folder.resolve("data").resolve("endpoints.json"))
                .number(Endpoints.LOCAL, "mqtt")
                .orElseThrow();
    }

    @Test
    void withItTheBrokerIsThereOnTheLan() throws Exception {
        InetAddress address = lanAddress();
        try (AromaProcess broker = AromaProcess.serve(folder, "broker", "--lan", "--ports", "auto", "--data", "data")) {
            int port = port(broker);
            connect(address, port);
            String unused = broker.out().await("^mosquitto_pub -h " + address.getHostAddress() + " -p " + port + " ");
            unused = broker.err().await("^On the LAN: mqtt://.*:" + port + "$");
            String password = Files.readString(folder.resolve("data/broker/demo.password"))
                    .strip();
            assertFalse(String.join("\n", broker.out().from(0)).contains(password), "the password is printed");
            assertFalse(String.join("\n", broker.err().from(0)).contains(password), "the password is said");
        }
    }

    @Test
    void withoutItTheBrokerIsOnLoopbackAlone() throws Exception {
        InetAddress address = lanAddress();
        try (AromaProcess broker = AromaProcess.serve(folder, "broker", "--ports", "auto", "--data", "data")) {
            int port = port(broker);
            connect(InetAddress.getLoopbackAddress(), port);
            assertThrows(ConnectException.class, () -> connect(address, port));
        }
    }

    @Test
    void anonymousAccessIsNotOpenedToALan() throws Exception {
        Files.writeString(folder.resolve("aroma.yaml"), "broker: {allow-anonymous: true}\n");
        AromaRun.apart(folder, "demo", "--lan", "--ports", "auto", "--data", "data")
                .fails(3, "aroma: --lan lets nobody in without a password, but broker.allow-anonymous is true");
        assertTrue(Files.notExists(folder.resolve("data")), "something was made");
    }
}
