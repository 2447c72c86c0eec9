package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static Bridge start(Endpoint cloud) throws Exception {
        Bridge bridge = TestBridge.to(cloud, Route.out("out/#"));
        bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
        return bridge;
    }

    @Test
    void ofTheLoginIsReportedAsSuch() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start(new Endpoint(
                        "127.0.0.1",
                        cloud.port(),
                        Optional.empty(),
                        Optional.of(new Endpoint.Login("demo", "wrong horse"))))) {
            try (Peer peer = cloud.accept()) {
                String connect = peer.expect(RawPacket.CONNECT).text();
                assertTrue(connect.contains("demo") && connect.contains("wrong horse"), "the login was sent");
                peer.connack(5);
                String line = lines.await("CONNACK 5");
                assertTrue(line.startsWith("WARN cloud: 127.0.0.1:" + cloud.port()), line);
                assertTrue(line.contains("refused user \"demo\""), line);
                assertTrue(!line.contains("horse"), line);
            }
        }
    }

    @Test
    void withoutConnackIsLoggedOnceAsWarningAndThenAsInfo() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start(TestBridge.endpoint(cloud))) {
            String reason = TestBridge.endpoint(cloud).address() + " closed the connection without CONNACK";
            for (String level : new String[] {"WARN", "INFO", "INFO"}) {
                try (Peer peer = cloud.accept()) {
                    peer.expect(RawPacket.CONNECT);
                }
                String line = lines.await("without CONNACK");
                assertTrue(line.startsWith(level + " cloud: " + reason), line);
                assertTrue(line.contains("; next try in "), line);
            }
            try (Peer peer = cloud.accept()) {
                peer.expect(RawPacket.CONNECT);
                peer.connack(3);
                assertTrue(lines.await("CONNACK 3").startsWith("WARN"), "another reason is a warning again");
            }
        }
    }

    @Test
    void showsInTheStateOfTheLink() throws Exception {
        int port;
        try (ScriptedBroker unused = ScriptedBroker.start()) {
            port = unused.port();
        }
        try (LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(
                        new Endpoint("127.0.0.1", port, Optional.empty(), Optional.empty()),
                        LinkTuning.DEFAULT,
                        Journal.none(),
                        Route.out("out/#"))) {
            assertEquals(new LinkState.Idle(), bridge.cloud());
            bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
            lines.await("next try in");
            LinkState.Waiting waiting = assertInstanceOf(LinkState.Waiting.class, bridge.cloud());
            assertEquals(
                    "cannot reach 127.0.0.1:" + port
                            + " (connection refused); check the port, and that the server runs",
                    waiting.reason());
            assertTrue(waiting.delay().toMillis() > 700 && waiting.delay().toMillis() <= 1000, waiting.toString());
        }
    }
}
