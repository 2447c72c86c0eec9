package io.aromabridge.testkit.assertion;

import static io.aromabridge.testkit.Emission.emission;
import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testkit.Grid;
import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Subscriber;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.TestbedFailure;
import io.aromabridge.testkit.junit.TestbedExtension;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each claim that does not hold says so, and what was seen instead. */
@Execution(ExecutionMode.CONCURRENT)
class FailingClaimsTest {
    @RegisterExtension
    final TestbedExtension extension = TestbedExtension.of(Testbed.builder()
            .shooters("ASN2A00001")
            .lamp("wall", "ASN2A00001")
            .queue(new QueueLimit(1, WhenFull.DROP_OLDEST))
            .settle(ofSeconds(5))
            .timeoutFactor(0.04)
            .seed(42));

    /** With a fifth of a second instead of 5 s: what never comes is not waited for that long. */
    private static String failure(Executable claim) {
        return String.valueOf(assertThrows(TestbedFailure.class, claim).getMessage());
    }

    private static void begins(String first, String text) {
        assertEquals(first, text.lines().findFirst().orElse(""), text);
    }

    /** Fails, with the whole text, unless some line holds all of these. */
    private static void holdsLine(String text, String... parts) {
        assertTrue(
                text.lines().anyMatch(line -> {
                    for (String part : parts) {
                        if (!line.contains(part)) {
                            return false;
                        }
                    }
                    return true;
                }),
                () -> "no line with " + String.join(" and ", parts) + " in\n" + text);
    }

    private static Sent rose(Testbed bed, Shooter shooter) {
        return bed.cloud().send(shooter, shoot(1).called("rose"));
    }

    @Test
    void whatDidNotArrive(Testbed bed, Shooter shooter) {
        bed.uplink().cut();
        shooter.cutPower();
        Sent rose = rose(bed, shooter);

        String text =
                failure(() -> assertThat(shooter).received(rose).atLeastOnce().within(ofSeconds(1)));

        begins("Expected ASN2A00001 to receive [rose] at least once, within 40 ms: rose did not arrive.", text);
        holdsLine(text, "uplink", "CUT");
        holdsLine(text, "ASN2A00001", "POWER-CUT");
        holdsLine(
                text,
                "seed=42 local=",
                "uplink=" + bed.uplink().port(),
                "cloud=" + bed.cloud().port());
    }

    @Test
    void whatArrivedTwice(Testbed bed, Shooter shooter) {
        shooter.duplicateDeliveries(1);
        Sent rose = rose(bed, shooter);
        assertThat(shooter).received(rose).atLeastOnce().within(ofSeconds(100));

        String text =
                failure(() -> assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(100)));

        begins("Expected ASN2A00001 to receive [rose] exactly once, within 4 s: rose arrived 2 times.", text);
        holdsLine(text, "ASN2A00001", "DELIVERED", "← rose, 1");
        holdsLine(text, "ASN2A00001", "DELIVERED", "← rose, 2");
    }

    @Test
    void whatArrivedInAnotherOrder(Testbed bed, Shooter shooter) {
        Sent rose = rose(bed, shooter);
        Sent mint = bed.cloud().send(shooter, shoot(2).called("mint"));

        String text = failure(() ->
                assertThat(shooter).received(mint, rose).atLeastOnce().inOrder().within(ofSeconds(100)));

        begins(
                "Expected ASN2A00001 to receive [mint, rose] at least once, in order, within 4 s: rose arrived before"
                        + " mint.",
                text);
    }

    @Test
    void whatArrivedWhereNothingShould(Testbed bed, Shooter shooter) {
        rose(bed, shooter);

        String text = failure(() -> assertThat(shooter).receivedNothingFor(ofSeconds(4)));

        assertTrue(
                text.matches("(?s)Expected ASN2A00001 to receive nothing for 4 s: after \\d+ m?s it had received 1"
                        + " message\\.\n.*"),
                text);
        holdsLine(text, "ASN2A00001", "DELIVERED", "← this");
    }

    @Test
    void scentThatDidNotComeOut(Testbed bed, Shooter shooter) {
        shooter.stick(1);
        Sent rose = rose(bed, shooter);
        assertThat(shooter).received(rose).atLeastOnce().within(ofSeconds(100));

        String text =
                failure(() -> assertThat(shooter).emitted(emission(1).from(0).to(1000)));

        begins("Expected ASN2A00001 to have emitted", text);
        String seen = text.lines().skip(1).limit(3).collect(Collectors.joining("|"));
        assertEquals("  channel 1 at 100 % from 0 ms to 1000 ms|but it has emitted|  nothing", seen);
    }

    @Test
    void aLightThatShowsSomethingElse(Testbed bed) {
        String text = failure(() -> assertThat(bed.light("wall")).shows(Grid.RED));

        begins("Expected that wall shows this grid within 200 ms: ", text);
        holdsLine(text, "expected            shown");
        holdsLine(text, "A A A A A A A A     . . . . . . . .  ≠");
        holdsLine(text, ". #000000, A #f80000");
    }

    @Test
    void aQueueOfAnotherDepth(Testbed bed) {
        String text = failure(() -> assertThat(bed.bridge()).hasQueueDepth(3));

        begins("Expected that the bridge holds 3 messages within 200 ms: it holds 0.", text);
    }

    @Test
    void messagesThatWereDropped(Testbed bed) throws Exception {
        bed.uplink().cut();
        for (int i = 0; i < 3; i++) {
            bed.local()
                    .publish("aromajoin/aromashooter/ASN2A00001/command/diffuse", "" + i, QoS.AT_LEAST_ONCE)
                    .acknowledged()
                    .toCompletableFuture()
                    .get();
        }
        assertThat(bed.bridge()).hasDropped(2);

        begins(
                "Expected that the bridge counts 0 dropped messages: it counts 2.",
                failure(() -> assertThat(bed.bridge()).hasDropped(0)));
        begins(
                "Expected that the bridge counts 3 dropped messages within 200 ms: it counts 2.",
                failure(() -> assertThat(bed.bridge()).hasDropped(3)));
    }

    @Test
    void aLinkThatStaysAsItIs(Testbed bed) {
        assertThat(bed.bridge()).goesOnlineWithin(ofSeconds(200));

        String text = failure(() -> assertThat(bed.bridge()).goesOfflineWithin(ofSeconds(2)));
        begins(
                "Expected that the bridge goes offline within 80 ms: it is online at localhost:"
                        + bed.uplink().port() + ", 0 queued, 0 dropped, 0 reconnects.",
                text);
        begins(
                "Expected that the bridge counts 1 reconnects within 200 ms: it counts 0.",
                failure(() -> assertThat(bed.bridge()).hasReconnected(1)));

        bed.uplink().cut();
        assertThat(bed.bridge()).goesOfflineWithin(ofSeconds(100));
        String offline = failure(() -> assertThat(bed.bridge()).goesOnlineWithin(ofSeconds(1)));
        assertTrue(offline.startsWith("Expected that the bridge goes online within 40 ms: it is "), offline);
    }

    @Test
    void textsThatWereNotReceived(Testbed bed) {
        Subscriber light2 = bed.local().subscribe("light2");
        bed.local().publish("light2", "green", QoS.AT_LEAST_ONCE);

        String text = failure(() -> assertThat(light2).receivedTexts("red"));

        begins("Expected that local-subscriber-1 receives [red] within 200 ms: it has received [green].", text);
    }
}
