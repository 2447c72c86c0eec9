package io.aromabridge.cloud.aws.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.Identity;
import io.aromabridge.cloud.aws.StandIn;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** StandInConnections that the stand-in ends on purpose. */
class HangUpsTest {
    private StandIn standIn;
    private StandInFaults faults;

    @BeforeEach
    void start() throws Exception {
        standIn = StandIn.start();
        faults = standIn.cloud.faults();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private static void assertEnds(RawClient client) throws IOException {
        assertEquals(Optional.empty(), client.readOrEnd());
    }

    private static byte[] connectWithWill(String clientId) {
        return RawClient.connect(4, 0x0e, clientId, RawClient.text("will"), RawClient.text(clientId + " is gone"));
    }

    @Test
    void aRefusedPublishEndsTheConnectionAndIsNotRouted() throws Exception {
        Fault fault = faults.refusePublishes(FaultTarget.all().topic("denied/#").times(2));
        Identity thing = standIn.thing("bridge");
        try (RawClient shooter = standIn.connected("shooter").subscribed("#", 0)) {
            for (int qos = 0; qos < 2; qos++) {
                try (RawClient bridge = standIn.client(thing)) {
                    bridge.send(connectWithWill("bridge")).read(2);
                    bridge.send(RawClient.publish(qos << 1, "denied/a", 1, "denied"));
                    assertEnds(bridge);
                    assertEquals("bridge is gone", shooter.read(3).payload());
                }
            }
            try (RawClient bridge = standIn.client(thing).connected("bridge")) {
                assertEquals(
                        1,
                        bridge.send(RawClient.publish(2, "denied/a", 1, "third"))
                                .read(4)
                                .packetId());
                assertEquals("third", shooter.read(3).payload());
            }
        }
        assertEquals(2, fault.count());
        assertEquals("refused PUBLISH of client 'bridge' on denied/a (AUTHORIZATION_FAILURE)", standIn.event());
        assertTrue(standIn.isQuiet(), "what was asked for is no warning");
    }

    @Test
    void whatFollowsARefusedPublishIsLostToo() throws Exception {
        faults.refusePublishes(FaultTarget.all().topic("denied"));
        try (RawClient shooter = standIn.connected("shooter").subscribed("#", 0);
                RawClient bridge = standIn.connected("bridge")) {
            bridge.send(
                    RawClient.publish(0, "a", 0, "before"),
                    RawClient.publish(0, "denied", 0, "denied"),
                    RawClient.publish(0, "a", 0, "after"));
            assertEnds(bridge);
            assertEquals("before", shooter.read(3).payload());
            try (RawClient other = standIn.connected("other")) {
                other.send(RawClient.publish(0, "a", 0, "other"));
                assertEquals("other", shooter.read(3).payload());
            }
        }
    }

    @Test
    void aRefusedConnectionIsClosedWithoutConnack() throws Exception {
        Fault fault =
                faults.refuseConnections(FaultTarget.all().client("bridge").times(2));
        CompletableFuture<Void> second = fault.happened(2).toCompletableFuture();
        Identity thing = standIn.thing("t");
        standIn.client(thing).connected("other").close();
        for (int i = 0; i < 2; i++) {
            assertFalse(second.isDone());
            try (RawClient bridge = standIn.client(thing)) {
                assertEnds(bridge.send(RawClient.connect("bridge")));
            }
        }
        second.get(10, TimeUnit.SECONDS);
        standIn.client(thing).connected("bridge").close();
        assertEquals("refused CONNECT of client 'bridge'", standIn.event());
        assertTrue(standIn.isQuiet(), "what was asked for is no warning");
    }

    @Test
    void hangsUpAtTheThirdPacketAndDoesNotProcessIt() throws Exception {
        Fault fault =
                faults.hangUpAtPacket(3, FaultTarget.all().client("bridge").times(1));
        try (RawClient shooter = standIn.connected("shooter").subscribed("#", 0);
                RawClient bridge = standIn.client(standIn.thing("bridge"))) {
            shooter.send(RawClient.publish(0, "a", 0, "my third packet"));
            assertEquals("my third packet", shooter.read(3).payload());
            bridge.send(
                    connectWithWill("bridge"),
                    RawClient.publish(0, "a", 0, "second"),
                    RawClient.publish(0, "a", 0, "third"));
            assertEquals("second", shooter.read(3).payload());
            assertEquals("bridge is gone", shooter.read(3).payload());
            assertEquals(Optional.empty(), bridge.readOrEnd().filter(packet -> packet.type() != 2));
        }
        fault.happened().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals("hung up on client 'bridge' at its packet 3, PUBLISH", standIn.event());
        try (RawClient bridge = standIn.connected("bridge")) {
            bridge.subscribed("b", 1);
            assertEquals(
                    1, bridge.send(RawClient.publish(2, "a", 1, "")).read(4).packetId());
        }
    }

    @Test
    void hangsUpAtConnect() throws Exception {
        faults.hangUpAtPacket(1, FaultTarget.all().times(1));
        try (RawClient client = standIn.client(standIn.thing("t"))) {
            assertEnds(client.send(RawClient.connect("c")));
        }
        assertEquals("hung up on client 'c' at its packet 1, CONNECT", standIn.event());
    }

    @Test
    void takingOverClosesTheConnectionAndPublishesItsWill() throws Exception {
        Identity thing = standIn.thing("t");
        try (RawClient shooter = standIn.client(thing).connected("shooter").subscribed("#", 0);
                RawClient bridge = standIn.client(thing)) {
            bridge.send(connectWithWill("bridge")).read(2);
            assertEquals(1, faults.takeOver("bridge"));
            assertEquals(0, faults.takeOver("bridge"), "it was closed within the call");
            assertEnds(bridge);
            assertEquals("bridge is gone", shooter.read(3).payload());
            try (RawClient again = standIn.client(thing).connected("bridge")) {
                again.send(RawClient.publish(0, "a", 0, "back"));
                assertEquals("back", shooter.read(3).payload());
            }
        }
        assertEquals("took over client identifier 'bridge' (DUPLICATE_CLIENTID): 1 connection closed", standIn.event());
        assertTrue(standIn.isQuiet(), "what was asked for is no warning");
    }

    @Test
    void nothingStrikesOnceItIsCleared() throws Exception {
        Fault refuse = faults.refuseConnections(FaultTarget.all());
        faults.hangUpAtPacket(2, FaultTarget.all());
        faults.refusePublishes(FaultTarget.all());
        faults.withholdAcknowledgements(FaultTarget.all());
        faults.clear();
        try (RawClient client = standIn.connected("c")) {
            assertEquals(
                    1, client.send(RawClient.publish(2, "a", 1, "")).read(4).packetId());
        }
        assertEquals(0, refuse.count());
        assertTrue(refuse.happened().toCompletableFuture().isCompletedExceptionally());
    }
}
