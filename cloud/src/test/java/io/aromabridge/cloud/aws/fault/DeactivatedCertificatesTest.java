package io.aromabridge.cloud.aws.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.Identity;
import io.aromabridge.cloud.aws.Registration;
import io.aromabridge.cloud.aws.StandIn;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thing whose certificate is deactivated while it is connected. */
class DeactivatedCertificatesTest {
    private StandIn standIn;
    private StandInFaults faults;
    private Identity thing;

    @BeforeEach
    void start() throws Exception {
        standIn = StandIn.start();
        faults = standIn.cloud.faults();
        thing = standIn.thing("bridge");
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private void assertRefused() throws IOException {
        try (RawClient client = standIn.client(thing)) {
            assertEquals(Optional.empty(), client.send(RawClient.connect("c")).readOrEnd());
        }
    }

    private void assertServed() throws IOException {
        standIn.client(thing).connected("c").close();
    }

    @Test
    void closesItsConnectionsWithinTheCallAndRefusesNewOnes() throws Exception {
        try (RawClient one = standIn.client(thing).connected("bridge-1");
                RawClient two = standIn.client(thing).connected("bridge-2");
                RawClient other = standIn.connected("other")) {
            assertEquals(2, faults.deactivate("bridge"));
            assertEquals(0, faults.deactivate("bridge"), "they were closed within the call");
            assertEquals(Optional.empty(), one.readOrEnd());
            assertEquals(Optional.empty(), two.readOrEnd());
            assertEquals(1, other.send(RawClient.publish(2, "a", 1, "")).read(4).packetId());
        }
        assertEquals(
                Optional.of(Registration.Status.INACTIVE),
                standIn.registry.find(thing.certificateId()).map(Registration::status));
        assertEquals("deactivated the certificates of thing 'bridge': 2 connections closed", standIn.event());
        assertEquals("deactivated the certificates of thing 'bridge': 0 connections closed", standIn.event());
        assertRefused();
        String reason = "refused CONNECT of client 'c': its certificate " + thing.certificateId()
                + " of thing 'bridge' is INACTIVE";
        assertEquals(reason, standIn.event());
        standIn.reports.poll(10, TimeUnit.SECONDS);
        standIn.reports.poll(10, TimeUnit.SECONDS);
        assertEquals("cloud: " + reason, standIn.reports.poll(10, TimeUnit.SECONDS));
        assertTrue(standIn.isQuiet(), "what was asked for is no warning");
    }

    @Test
    void servesItAgainOnceItIsActive() throws Exception {
        faults.deactivate("bridge");
        assertRefused();
        faults.activate("bridge");
        assertServed();
        faults.deactivate("bridge");
        faults.clear();
        assertServed();
        faults.deactivate("bridge");
        standIn.registry.activate("bridge");
        assertServed();
    }

    @Test
    void aCertificateThatIsInactiveInTheRegistryAloneIsRefusedWithAWarning() throws Exception {
        standIn.registry.deactivate("bridge");
        assertRefused();
        String warning = standIn.warning();
        assertTrue(warning.contains("of thing 'bridge' is INACTIVE; only an ACTIVE one may connect"), warning);
    }

    @Test
    void clearsNoDeactivationOfTheRegistry() throws Exception {
        standIn.registry.deactivate("bridge");
        faults.clear();
        assertRefused();
    }

    @Test
    void namesAnUnknownThing() {
        AromaException e = assertThrows(AromaException.class, () -> faults.deactivate("x"));
        assertTrue(String.valueOf(e.getMessage()).endsWith("there are [bridge]"), e.getMessage());
        assertThrows(AromaException.class, () -> faults.activate("x"));
    }
}
