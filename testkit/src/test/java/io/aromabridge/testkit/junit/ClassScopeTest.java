package io.aromabridge.testkit.junit;

import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.aromabridge.cloud.aws.fault.FaultTarget;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testkit.Emission;
import io.aromabridge.testkit.Grid;
import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Subscriber;
import io.aromabridge.testkit.Testbed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** A bed for a whole class: what one test leaves behind, the next does not find. */
@AromaTest(shooters = "ASN2A00001", lights = "traffic", scope = BedScope.CLASS)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ClassScopeTest {
    private Optional<Testbed> shared = Optional.empty();

    @BeforeAll
    void take(Testbed bed) {
        shared = Optional.of(bed);
    }

    @Test
    @Order(1)
    void leavesEverythingInDisorder(Testbed bed) throws Exception {
        assertSame(shared.orElseThrow(), bed);
        bed.bridge().awaitOnline();
        bed.light("client2").awaitOnline();
        Message retained = new Message(TopicName.of("kept"), Payload.of("old"), QoS.AT_LEAST_ONCE, true);
        bed.local().publish(retained).acknowledged().toCompletableFuture().get(5, TimeUnit.SECONDS);
        bed.cloud().publish(retained).acknowledged().toCompletableFuture().get(5, TimeUnit.SECONDS);
        Sent rose = bed.cloud().send(bed.shooter("ASN2A00001"), shoot(1).forMillis(9000));
        assertThat(bed.shooter("ASN2A00001")).received(rose).exactlyOnce().within(ofSeconds(5));
        bed.clock().advance(ofSeconds(3));
        assertThat(bed.light("client2")).shows(Grid.RED);
        bed.cloud().faults().refusePublishes(FaultTarget.all());
        bed.shooter("ASN2A00001").cutPower();
        bed.uplink().cut();
        assertThat(bed.bridge()).goesOfflineWithin(ofSeconds(5));
        bed.local().send(bed.shooter("ASN2A00001"), shoot(2).called("left in the queue"));
        assertThat(bed.bridge()).hasQueueDepth(1);
    }

    @Test
    @Order(2)
    void findsEverythingAtItsBeginning(Testbed bed) {
        assertSame(shared.orElseThrow(), bed);
        assertEquals(List.of(), bed.journal().hops());
        assertThat(bed.bridge()).hasQueueDepth(0);
        assertThat(bed.shooter("ASN2A00001")).emitted();
        assertThat(bed.light("client2")).shows(Grid.DARK);
        assertThat(bed.light("client1")).shows(Grid.DARK);
        assertThat(bed.local().subscribe("kept")).receivedNothingFor(ofMillis(100));
        assertThat(bed.cloud().subscribe("kept")).receivedNothingFor(ofMillis(100));
    }

    @Test
    @Order(3)
    void worksAsANewOne(Testbed bed) {
        Subscriber all = bed.cloud().subscribe("aromajoin/#");
        Sent mint = bed.local().send(bed.shooter("ASN2A00001"), shoot(4).forMillis(500));

        assertThat(bed.shooter("ASN2A00001")).received(mint).exactlyOnce().within(ofSeconds(5));
        assertThat(all).received(mint).exactlyOnce().within(ofSeconds(5));
        bed.clock().advance(ofSeconds(1));
        assertThat(bed.shooter("ASN2A00001"))
                .emitted(Emission.emission(4).from(0).to(500));
    }
}
