package io.aromabridge.broker.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.SourceNetwork;
import io.aromabridge.broker.connection.ListenerCounters.Limited;
import io.aromabridge.broker.options.Limits;
import org.junit.jupiter.api.Test;

/** The count of open connections. */
class AdmissionControlTest {
    private static final SourceNetwork A = new SourceNetwork("a");
    private static final SourceNetwork B = new SourceNetwork("b");

    private final AdmissionControl admission = new AdmissionControl(Runnable::run, 1);

    @Test
    void aRefusedConnectionIsNotCounted() {
        Limits limits = Limits.DEFAULT.withConnections(3, 2);
        assertTrue(admission.admit(A, limits).isEmpty());
        assertTrue(admission.admit(A, limits).isEmpty());
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    Limited.CONNECTIONS_PER_ADDRESS,
                    admission.admit(A, limits).orElseThrow().limit());
        }
        assertTrue(admission.admit(B, limits).isEmpty());
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    Limited.CONNECTIONS,
                    admission.admit(B, limits).orElseThrow().limit());
        }
        assertEquals(3, admission.count());
        admission.release(A);
        assertTrue(admission.admit(B, limits).isEmpty());
    }

    @Test
    void nothingIsRememberedOfAClosedConnection() {
        for (int i = 0; i < 1000; i++) {
            SourceNetwork network = new SourceNetwork("address " + i);
            assertTrue(admission.admit(network, Limits.DEFAULT).isEmpty());
            admission.release(network);
        }
        assertEquals(0, admission.count());
        assertEquals(0, admission.networks());
    }

    @Test
    void zeroIsNoLimit() {
        for (int i = 0; i < 10_000; i++) {
            assertTrue(admission.admit(A, Limits.DEFAULT).isEmpty());
        }
    }
}
