package io.aromabridge.testkit;

import static io.aromabridge.testkit.Shots.shoot;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.testkit.junit.AromaTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that come, publish one message and go. */
@AromaTest(shooters = "ASN2A00003", noWarnings = true)
@Execution(ExecutionMode.CONCURRENT)
class PublishersTest {
    @Test
    void thirtyOneAfterTheOtherAreAllHeardAtQos0(Testbed bed, Shooter shooter) throws AromaException {
        shooter.awaitOnline();
        List<String> payloads = IntStream.rangeClosed(201, 230)
                .mapToObj(millis ->
                        shoot(5).forMillis(millis).command().toPayload().text())
                .toList();
        for (int i = 0; i < payloads.size(); i++) {
            try (MqttConnection client =
                    MqttConnection.connect(bed.local().endpoint(), "publisher-" + i, ofSeconds(5))) {
                MqttConnection.await(
                        client.publish(Message.of(shooter.topic().value(), payloads.get(i), QoS.AT_MOST_ONCE)));
            }
        }
        boolean unused =
                bed.journal().await(ofSeconds(5), () -> shooter.deliveries().size() >= payloads.size());
        assertEquals(
                payloads,
                shooter.deliveries().stream()
                        .map(delivery ->
                                delivery.message().orElseThrow().payload().text())
                        .sorted()
                        .toList());
    }
}
