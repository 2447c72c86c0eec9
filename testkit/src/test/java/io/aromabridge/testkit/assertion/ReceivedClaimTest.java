package io.aromabridge.testkit.assertion;

import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.route.Route;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Subscriber;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.junit.TestbedExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which arrivals count for which message. */
@Execution(ExecutionMode.CONCURRENT)
class ReceivedClaimTest {
    @RegisterExtension
    final TestbedExtension extension = TestbedExtension.of(Testbed.builder()
            .shooters("ASN2A00001")
            .routes(Route.in("news/#"), Route.out("button").as("house/button"))
            .settle(ofMillis(50)));

    @Test
    void messagesThatAreAlikeCountOneByOne(Testbed bed, Shooter shooter) {
        Sent first = bed.cloud().send(shooter, shoot(1));
        Sent second = bed.cloud().send(shooter, shoot(1));
        assertThat(shooter).received(first, second).exactlyOnce().inOrder().within(ofSeconds(5));

        Sent third = bed.cloud().send(shooter, shoot(1));
        assertThat(shooter).received(third).exactlyOnce().within(ofSeconds(5));
    }

    @Test
    void aRouteMayRenameAMessage(Testbed bed) {
        Subscriber house = bed.cloud().subscribe("house/#");
        Sent press = bed.local().publish("button", "pressed", QoS.AT_LEAST_ONCE);

        assertThat(house).received(press).exactlyOnce().within(ofSeconds(5));
    }

    @Test
    void whatComesInReachesLocalSubscribers(Testbed bed) {
        bed.bridge().awaitOnline();
        Subscriber reader = bed.local().subscribe("news/#");
        Sent news = bed.cloud().publish("news/today", "rain", QoS.AT_LEAST_ONCE);

        assertThat(reader).received(news).exactlyOnce().within(ofSeconds(5));
    }

    @Test
    void nothingIsToldHowLongWasLooked(Testbed bed, Shooter shooter) {
        assertThat(shooter).receivedNothingFor(ofMillis(30));

        assertTrue(
                bed.journal().entries().stream()
                        .anyMatch(e -> e.is("ASN2A00001", "nothing") && e.note().equals("received nothing for 30 ms")),
                () -> bed.journal().entries().toString());
    }

    @Test
    void nothingBeginsAfterTheLastClaim(Testbed bed, Shooter shooter) {
        Sent rose = bed.cloud().send(shooter, shoot(1));
        assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5)).receivedNothingFor(ofMillis(30));
    }
}
