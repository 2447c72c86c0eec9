package io.aromabridge.testkit.docs;

import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.cloud.aws.fault.Fault;
import io.aromabridge.cloud.aws.fault.FaultTarget;
import io.aromabridge.testing.mqtt.Packet;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.Play;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.junit.AromaTest;
import io.aromabridge.testkit.junit.TestbedExtension;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The recipes of the documentation. */
@AromaTest(shooters = "ASN2A00001")
@Execution(ExecutionMode.CONCURRENT)
class RecipesTest {
    // [cut]
    @Test
    void commandsSentDuringAnOutageArriveOnceAndInOrder(Testbed bed, Shooter shooter) {
        bed.bridge().awaitOnline();
        bed.uplink().cut(); // RST, then refused
        assertThat(bed.bridge()).goesOfflineWithin(ofSeconds(1));

        Sent rose = bed.local().send(shooter, shoot(1).called("rose"));
        Sent mint = bed.local().send(shooter, shoot(4).called("mint"));
        assertThat(shooter).receivedNothingFor(ofMillis(300));

        bed.uplink().restore();
        assertThat(shooter).received(rose, mint).exactlyOnce().inOrder().within(ofSeconds(5));
        assertThat(bed.bridge()).hasQueueDepth(0).hasDropped(0).hasReconnected(1);
    }
    // [end]

    // [puback]
    @Test
    void aCommandWhoseAcknowledgementIsLostArrivesAgain(Testbed bed, Shooter shooter) throws Exception {
        bed.bridge().awaitOnline();
        Fault lost = bed.cloud()
                .faults()
                .withholdAcknowledgements(FaultTarget.all().client("bridge").times(1));
        Sent rose = bed.local().send(shooter, shoot(1));
        lost.happened().toCompletableFuture().get(5, TimeUnit.SECONDS);
        bed.uplink().cut();
        bed.uplink().restore();

        assertThat(bed.bridge()).hasQueueDepth(0);
        assertThat(shooter).received(rose).atLeastOnce().within(ofSeconds(5));
    }
    // [end]

    // [scripted]
    @Test
    void aClientSendsAgainWhatWasNotAcknowledged() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            Play play = broker.play(
                    peer -> {
                        peer.welcome(); // takes CONNECT, sends CONNACK
                        peer.expect(Packet.publish("a/b", "on").withQos1(1)); // no PUBACK
                        peer.reset(); // RST
                    },
                    peer -> {
                        peer.welcome();
                        peer.expect(Packet.publish("a/b", "on").withQos1(1).withDuplicate());
                        peer.send(Packet.puback(1));
                    });
            myClientPublishes("127.0.0.1", broker.port());
            play.awaitEnd();
        }
    }
    // [end]

    private static void myClientPublishes(String host, int port) throws IOException {
        try (RawClient client = new RawClient(new Socket(host, port)).connected("mine")) {
            client.send(Packet.publish("a/b", "on").withQos1(1));
            assertEquals(Peer.End.RST, client.awaitEnd());
        }
        try (RawClient client = new RawClient(new Socket(host, port)).connected("mine")) {
            client.send(Packet.publish("a/b", "on").withQos1(1).withDuplicate());
            assertEquals(Packet.puback(1), client.read().packet());
        }
    }

    @Nested
    class ByHand {
        // [extension]
        @RegisterExtension
        final TestbedExtension extension =
                TestbedExtension.of(Testbed.builder().shooters("ASN2A00001").lamp("wall", "ASN2A00001"));
        // [end]

        @Test
        void hasItsOwnBed() {
            assertEquals(1, 1);
        }
    }

    @Test
    void worksWithoutJUnit() {
        // [plain]
        try (Testbed bed = Testbed.start("ASN2A00001")) {
            Shooter shooter = bed.shooter("ASN2A00001");
            Sent rose = bed.local().send(shooter, shoot(1));
            assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5));
        }
        // [end]
    }
}
