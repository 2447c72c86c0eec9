package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.ScriptedBroker.Peer;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.message.QoS;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class CloseTest {
    private static final MessageSink NOWHERE = message -> CompletableFuture.completedStage(null);

    @Test
    void saysGoodbyeToThePeer() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                LogLines lines = new LogLines();
                Bridge bridge = TestBridge.to(cloud.endpoint(), Route.out("out/#"))) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                TestBridge.done(bridge.online());
                bridge.close();
                peer.expect(ScriptedBroker.DISCONNECT);
                assertTrue(peer.awaitEnd(), "hung up");
                assertEquals(new LinkState.Stopped(), bridge.cloud());
                assertEquals(List.of(), lines.warnings());
            }
        }
    }

    @Test
    void endsAnAttemptThatThePeerDoesNotAnswer() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = TestBridge.to(cloud.endpoint(), Route.out("out/#"))) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.accept()) {
                peer.expect(ScriptedBroker.CONNECT);
                bridge.close();
                assertTrue(peer.awaitEnd(), "hung up long before the connect time-out");
            }
            assertTrue(bridge.online().toCompletableFuture().isCompletedExceptionally(), "nobody waits for ever");
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker()) {
            Bridge bridge = TestBridge.to(cloud.endpoint(), Route.out("out/#"));
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                TestBridge.done(bridge.online());
                bridge.close();
                assertTrue(peer.awaitEnd(), "hung up");
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
    void tellsHowManyMessagesAreLost() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker();
                LogLines lines = new LogLines();
                Bridge bridge = TestBridge.to(cloud.endpoint(), Route.out("out/#"))) {
            TestBridge.publish(bridge, 0);
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcome()) {
                peer.expect(ScriptedBroker.PUBLISH);
                TestBridge.publish(bridge, 1);
                bridge.close();
            }
            lines.await("WARN bridge: closed with 2 messages that the cloud has not acknowledged; they are lost");
        }
    }

    @Test
    void makesTheTapRefuseWhatARouteWants() throws Exception {
        try (ScriptedBroker cloud = new ScriptedBroker()) {
            Bridge bridge = TestBridge.to(cloud.endpoint(), Route.out("out/#"));
            bridge.close();
            bridge.close();
            assertThrows(ExecutionException.class, () -> TestBridge.publish(bridge, 0));
            TestBridge.done(bridge.tap().accept(Message.of("else", "x", QoS.AT_LEAST_ONCE)));
            assertThrows(IllegalStateException.class, () -> bridge.startEmbedded(NOWHERE));
        }
    }
}
