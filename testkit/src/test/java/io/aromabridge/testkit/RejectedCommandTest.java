package io.aromabridge.testkit;

import static io.aromabridge.testkit.Emission.emission;
import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.QoS;
import io.aromabridge.testkit.journal.JournalEntry;
import io.aromabridge.testkit.junit.AromaTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A command that a shooter cannot obey. */
@AromaTest(shooters = "ASN2A00001", noWarnings = true)
@Execution(ExecutionMode.CONCURRENT)
class RejectedCommandTest {
    @Test
    void changesNothingAndTheNextIsObeyed(Testbed bed, Shooter shooter) {
        shooter.awaitOnline();
        String invalid = "{ \"duration\": 3000, \"channel\": 7, \"intensity\": 100, \"booster\": false}";
        Sent wrong = bed.local().publish(shooter.topic().value(), invalid, QoS.AT_LEAST_ONCE);
        Sent next = bed.local().send(shooter, shoot(6).forMillis(100).withBooster());

        assertThat(shooter).received(wrong, next).exactlyOnce().inOrder().within(ofSeconds(5));
        bed.clock().advance(ofMillis(101));
        assertThat(shooter).emitted(emission(6).from(0).to(100));
        List<JournalEntry> rejected = bed.journal().entries().stream()
                .filter(entry -> entry.is(shooter.name(), "rejected"))
                .toList();
        assertEquals(1, rejected.size(), rejected::toString);
        assertTrue(rejected.get(0).note().contains("channel 7"), rejected::toString);
    }
}
