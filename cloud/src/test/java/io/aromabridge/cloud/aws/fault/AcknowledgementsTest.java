package io.aromabridge.cloud.aws.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.cloud.aws.StandIn;
import io.aromabridge.testing.mqtt.RawClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Acknowledgements that are lost or late. Acknowledgements come in order; one that is missing shows by the next. */
class AcknowledgementsTest {
    private StandIn standIn;
    private RawClient bridge;

    @BeforeEach
    void start() throws Exception {
        standIn = StandIn.start();
        bridge = standIn.connected("bridge");
    }

    @AfterEach
    void stop() throws Exception {
        bridge.close();
        standIn.close();
    }

    private int nextAcknowledged() throws Exception {
        return bridge.read(4).packetId();
    }

    private static byte[] publish(String topic, int packetId) {
        return RawClient.publish(2, topic, packetId, "m" + packetId);
    }

    @Test
    void withholdsTheAcknowledgementAndRoutesTheMessage() throws Exception {
        Fault fault = standIn.cloud
                .faults()
                .withholdAcknowledgements(FaultTarget.all().times(1));
        try (RawClient shooter = standIn.connected("shooter").subscribed("a", 0)) {
            bridge.send(publish("a", 7), publish("a", 8));
            assertEquals("m7", shooter.read(3).payload());
            assertEquals("m8", shooter.read(3).payload());
        }
        assertEquals(8, nextAcknowledged());
        fault.happened().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(1, fault.count());
        assertEquals("withheld PUBACK 7 to client 'bridge' for a", standIn.event());
        assertEquals("cloud: withheld PUBACK 7 to client 'bridge' for a", standIn.reports.poll(10, TimeUnit.SECONDS));
        assertTrue(standIn.isQuiet(), "what was asked for is no warning");
    }

    @Test
    void acknowledgesTheRepeatedMessageOnceTheTimesAreUsedUp() throws Exception {
        standIn.cloud.faults().withholdAcknowledgements(FaultTarget.all().times(1));
        bridge.send(publish("a", 7));
        assertEquals("withheld PUBACK 7 to client 'bridge' for a", standIn.event());
        bridge.send(RawClient.publish(10, "a", 7, "m7"));
        assertEquals(7, nextAcknowledged());
    }

    @Test
    void withholdsOnlyWhatMatches() throws Exception {
        Fault fault = standIn.cloud
                .faults()
                .withholdAcknowledgements(FaultTarget.all().client("bridge").topic("a/+"));
        try (RawClient other = standIn.connected("other")) {
            assertEquals(1, other.send(publish("a/b", 1)).read(4).packetId());
        }
        bridge.send(publish("a/b", 1), publish("a", 2), publish("a/c", 3), publish("a/b/c", 4));
        assertEquals(2, nextAcknowledged());
        assertEquals(4, nextAcknowledged());
        assertEquals(2, fault.count());
        fault.end();
        bridge.send(publish("a/b", 5));
        assertEquals(5, nextAcknowledged());
    }

    @Test
    void delaysTheAcknowledgement() throws Exception {
        Fault fault = standIn.cloud
                .faults()
                .delayAcknowledgements(Duration.ofMillis(300), FaultTarget.all().topic("late"));
        bridge.send(publish("late", 1), publish("late", 2), publish("now", 3));
        assertEquals(3, nextAcknowledged());
        fault.end();
        assertEquals(1, nextAcknowledged(), "what is delayed already comes at its time");
        assertEquals(2, nextAcknowledged());
        assertEquals("delayed PUBACK 1 to client 'bridge' for late by 300 ms", standIn.event());
        assertEquals(2, fault.count());
    }

    @Test
    void withholdsWhatWouldBeDelayedToo() throws Exception {
        standIn.cloud.faults().delayAcknowledgements(Duration.ofMillis(1), FaultTarget.all());
        standIn.cloud.faults().withholdAcknowledgements(FaultTarget.all().times(1));
        bridge.send(publish("a", 1), publish("a", 2));
        assertEquals(2, nextAcknowledged());
        assertEquals("withheld PUBACK 1 to client 'bridge' for a", standIn.event());
        assertEquals("delayed PUBACK 2 to client 'bridge' for a by 1 ms", standIn.event());
    }
}
