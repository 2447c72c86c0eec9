package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class CloseTest {
    private static final MessageSink NOWHERE = message -> CompletableFuture.completedStage(null);

    @Test
    void saysGoodbyeToThePeer() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"))) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                TestBridge.done(bridge.online());
                bridge.close();
                peer.expect(RawPacket.DISCONNECT);
                peer.awaitEnd();
                assertEquals(new LinkState.Stopped(), bridge.cloud());
                assertEquals(List.of(), lines.warnings());
            }
        }
    }

    @Test
    void endsAnAttemptThatThePeerDoesNotAnswer() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"))) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.accept()) {
                peer.expect(RawPacket.CONNECT);
                bridge.close();
                peer.awaitEnd();
            }
            assertTrue(bridge.online().toCompletableFuture().isCompletedExceptionally(), "nobody waits for ever");
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start()) {
            Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"));
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                TestBridge.done(bridge.online());
                bridge.close();
                peer.awaitEnd();
            }
            for (Map.Entry<Thread, StackTraceElement[]> one :
                    Thread.getAllStackTraces().entrySet()) {
                Thread thread = one.getKey();
                if (thread.getName().contains(TestBridge.CLIENT)
                        || thread.getName().startsWith("bridge-")) {
                    thread.join(10_000);
                    assertTrue(!thread.isAlive(), thread.getName() + " still runs");
                }
            }
        }
    }

    @Test
    void logsHowManyMessagesAreLost() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"))) {
            TestBridge.publish(bridge, 0);
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                peer.expect(RawPacket.PUBLISH);
                TestBridge.publish(bridge, 1);
                bridge.close();
            }
            lines.await("WARN bridge: closed with 2 messages that the cloud has not acknowledged; they are lost");
        }
    }

    @Test
    void makesTheTapRefuseWhatARouteWants() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start()) {
            Bridge bridge = TestBridge.to(TestBridge.endpoint(cloud), Route.out("out/#"));
            bridge.close();
            bridge.close();
            assertThrows(ExecutionException.class, () -> TestBridge.publish(bridge, 0));
            TestBridge.done(bridge.tap().accept(Message.of("else", "x", QoS.AT_LEAST_ONCE)));
            assertThrows(IllegalStateException.class, () -> bridge.startEmbedded(NOWHERE));
        }
    }
}
