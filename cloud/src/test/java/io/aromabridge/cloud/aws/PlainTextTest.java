package io.aromabridge.cloud.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.cloud.aws.fault.FaultTarget;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stand-in without TLS, for tests that switch it off. */
class PlainTextTest {
    private StandIn standIn;

    @BeforeEach
    void start() throws Exception {
        standIn = StandIn.plainText();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void everybodyMayConnectWithoutACertificate() throws Exception {
        try (RawClient shooter = new RawClient(standIn.cloud.port());
                RawClient sender = new RawClient(standIn.cloud.port())) {
            shooter.connected("shooter").subscribed("a/b", 1);
            sender.connected("sender").send(RawClient.publish(2, "a/b", 1, "x"));
            assertEquals("x", shooter.read(3).payload());
        }
        assertTrue(standIn.isQuiet(), "a healthy run warns of nothing");
    }

    @Test
    void hasTheFaultsThatNeedNoCertificate() throws Exception {
        standIn.cloud.faults().refuseConnections(FaultTarget.all().times(1));
        try (RawClient refused = new RawClient(standIn.cloud.port());
                RawClient next = new RawClient(standIn.cloud.port())) {
            assertEquals(Optional.empty(), refused.send(RawClient.connect("c")).readOrEnd());
            next.connected("c");
        }
    }

    @Test
    void saysThatItKnowsNoCertificatesAndHasNoPortWithAlpn() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> standIn.cloud.faults().deactivate("t"));
        assertEquals("a plain-text stand-in knows no certificates: start it with Transport.MutualTls", e.getMessage());
        assertThrows(IllegalStateException.class, () -> standIn.cloud.faults().activate("t"));
        assertThrows(IllegalStateException.class, standIn.cloud::alpnPort);
    }
}
