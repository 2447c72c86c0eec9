package io.aromabridge.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.simulator.network.Uplink;
import io.aromabridge.testing.time.ManualClock;
import io.aromabridge.testkit.BridgeUnderTest;
import io.aromabridge.testkit.Cloud;
import io.aromabridge.testkit.Light;
import io.aromabridge.testkit.LocalBroker;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.journal.BedJournal;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a test may take as a parameter. */
@AromaTest(shooters = "ASN2A00001", lights = "wall=ASN2A00001", seed = 42, tls = false)
class ParametersTest {
    private Optional<Testbed> before = Optional.empty();

    @BeforeEach
    void take(Testbed bed) {
        before = Optional.of(bed);
    }

    @Test
    void areThePartsOfTheTestsOwnBed(
            Testbed bed, LocalBroker local, Cloud cloud, BridgeUnderTest bridge, Uplink uplink, Shooter shooter) {
        assertSame(bed, before.orElseThrow());
        assertSame(bed.local(), local);
        assertSame(bed.cloud(), cloud);
        assertSame(bed.bridge(), bridge);
        assertSame(bed.uplink(), uplink);
        assertEquals("ASN2A00001", shooter.name());
    }

    @Test
    void areAlsoClockJournalAndLight(ManualClock clock, BedJournal journal, Light light) {
        assertNotNull(clock);
        assertNotNull(journal);
        assertEquals("wall", light.name());
    }

    @Test
    void areAsTheAnnotationDescribesThem(Testbed bed) {
        assertEquals(42, bed.seed());
        assertTrue(bed.toString().matches("seed=42 local=\\d+ websocket=\\d+ uplink=\\d+ cloud=\\d+"), bed.toString());
    }

    @Nested
    class InANestedClass {
        @Test
        void areThereToo(Testbed bed) {
            assertSame(bed, before.orElseThrow());
        }
    }
}
