package io.aromabridge.cloud.aws.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.log.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Whom a fault strikes, how often, and how to wait for it. */
class FaultTest {
    private final List<String> told = new ArrayList<>();

    private Fault fault(FaultTarget target) {
        return new Fault(new Fault.Kind.RefusePublish(), target, told::add);
    }

    private static boolean claim(Fault fault, String client, String topic) {
        return fault.claim(client, Optional.of(TopicName.of(topic)));
    }

    private static StandInFaults faults() {
        return new StandInFaults(
                new Certificates() {
                    @Override
                    public List<String> deactivate(String thing) {
                        return List.of();
                    }

                    @Override
                    public void activate(String thing) {
                        // There is nothing to switch.
                    }

                    @Override
                    public boolean isInactive(String certificateId) {
                        return false;
                    }
                },
                unused -> {
                    throw new IllegalStateException("on purpose");
                });
    }

    @Test
    void strikesItsClientAndItsTopicsSoManyTimes() {
        Fault fault = fault(FaultTarget.all().client("bridge").topic("a/#").times(2));
        assertFalse(claim(fault, "shooter", "a/b"));
        assertFalse(claim(fault, "bridge", "b"));
        assertFalse(fault.claim("bridge", Optional.empty()), "what has no topic matches no filter");
        assertTrue(claim(fault, "bridge", "a"));
        assertTrue(claim(fault, "bridge", "a/b/c"));
        assertFalse(claim(fault, "bridge", "a"), "used up");
        assertTrue(fault.isOver());
    }

    @Test
    void tellsBeforeItHappensAndCompletesAfterwards() throws Exception {
        Fault fault = fault(FaultTarget.all());
        CompletableFuture<Void> second = fault.happened(2).toCompletableFuture();
        fault.strike("first", () -> assertEquals(List.of("first"), told));
        assertEquals(1, fault.count());
        fault.happened().toCompletableFuture().get(10, TimeUnit.SECONDS);
        fault.strike("second", () -> assertFalse(second.isDone()));
        second.get(10, TimeUnit.SECONDS);
        assertEquals(2, fault.count());
        fault.happened(2).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatWaitsForAFaultThatIsEndedHearsSo() {
        Fault fault = fault(FaultTarget.all());
        CompletableFuture<Void> before = fault.happened().toCompletableFuture();
        fault.end();
        assertFalse(claim(fault, "c", "a"));
        for (CompletableFuture<Void> each : List.of(before, fault.happened().toCompletableFuture())) {
            ExecutionException e = assertThrows(ExecutionException.class, () -> each.get(10, TimeUnit.SECONDS));
            assertTrue(e.getCause() instanceof CancellationException, e.toString());
        }
    }

    @Test
    void refusesToWaitForWhatCannotHappen() {
        Fault fault = fault(FaultTarget.all().times(1));
        assertThrows(IllegalArgumentException.class, () -> fault.happened(0));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> fault.happened(2));
        assertEquals("happened 2 times: this fault happens 1 to 1 times", e.getMessage());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> FaultTarget.all().times(0));
        assertThrows(IllegalArgumentException.class, () -> faults().hangUpAtPacket(0, FaultTarget.all()));
        assertThrows(
                IllegalArgumentException.class, () -> faults().delayAcknowledgements(Duration.ZERO, FaultTarget.all()));
        FaultTarget topic = FaultTarget.all().topic("a");
        assertThrows(IllegalArgumentException.class, () -> faults().hangUpAtPacket(1, topic));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> faults().refuseConnections(topic));
        assertEquals("topic filter a: this fault strikes connections, leave the topic out", e.getMessage());
    }

    @Test
    void aConsumerOfEventsThatThrowsHarmsNoClient() {
        try (LogLines log = LogLines.of(StandInFaults.class)) {
            assertEquals(0, faults().takeOver("nobody"));
            assertEquals(1, log.lines(Level.ERROR).size(), log.texts()::toString);
        }
    }
}
