package io.aromabridge.broker.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.SourceNetwork;
import io.aromabridge.broker.connection.ListenerCounters.Limited;
import io.aromabridge.broker.options.Limits;
import org.junit.jupiter.api.Test;

/** The count of open connections. */
class AdmissionTest {
    private static final SourceNetwork A = new SourceNetwork("a");
    private static final SourceNetwork B = new SourceNetwork("b");

    private final Admission admission = new Admission();

    @Test
    void whoIsTurnedAwayIsNotCounted() {
        Limits limits = Limits.DEFAULT.withConnections(3, 2);
        assertTrue(admission.enter(A, limits).isEmpty());
        assertTrue(admission.enter(A, limits).isEmpty());
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    Limited.CONNECTIONS_PER_ADDRESS,
                    admission.enter(A, limits).orElseThrow().limit());
        }
        assertTrue(admission.enter(B, limits).isEmpty());
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    Limited.CONNECTIONS,
                    admission.enter(B, limits).orElseThrow().limit());
        }
        assertEquals(3, admission.count());
        admission.leave(A);
        assertTrue(admission.enter(B, limits).isEmpty());
    }

    @Test
    void nothingIsRememberedOfWhoIsGone() {
        for (int i = 0; i < 1000; i++) {
            SourceNetwork origin = new SourceNetwork("address " + i);
            assertTrue(admission.enter(origin, Limits.DEFAULT).isEmpty());
            admission.leave(origin);
        }
        assertEquals(0, admission.count());
        assertEquals(0, admission.origins());
    }

    @Test
    void zeroIsNoLimit() {
        for (int i = 0; i < 10_000; i++) {
            assertTrue(admission.enter(A, Limits.DEFAULT).isEmpty());
        }
    }
}
