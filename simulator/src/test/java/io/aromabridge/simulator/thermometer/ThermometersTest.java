package io.aromabridge.simulator.thermometer;

import static io.aromabridge.simulator.LogFragments.assertLines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.FakeTransport;
import io.aromabridge.simulator.FakeTransport.Said;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** The messages of the publisher, and the log of the subscriber. */
class ThermometersTest {
    private static final DeviceId ID = new DeviceId("thermometer", DeviceKind.THERMOMETER, Side.CLOUD);

    private final ManualClock timers = new ManualClock();
    private final FakeTransport transport = new FakeTransport(timers);
    private final PublishingThermometer publisher =
            new PublishingThermometer(ID, Thermometer.standard(), timers, new SplittableRandom(1), transport);

    @Test
    void publishesTheTemperatureEachSecond() throws Exception {
        publisher.connected();
        timers.advanceMillis(100_000);
        List<Said> said = transport.said();
        assertEquals(101, said.size());
        for (int i = 0; i < said.size(); i++) {
            Message message = said.get(i).message();
            assertEquals(1000L * i, said.get(i).millis());
            assertEquals(
                    "temperature 1 false", message.topic() + " " + message.qos().level() + " " + message.retained());
            JsonNode json = new ObjectMapper().readTree(message.payload().text());
            assertEquals(2, json.size(), json::toString);
            assertEquals(i, json.path("sequence").asInt());
            assertTrue(json.path("message").asText().matches("(1[89]|2[0-4])\\.[0-9]"), json::toString);
        }
        assertEquals(
                "{\"message\": \"21.0\", \"sequence\": 0}",
                said.get(0).message().payload().text());
    }

    @Test
    void isSilentBeforeItIsConnectedAndWhenItIsSwitchedOff() {
        timers.advanceMillis(10_000);
        assertEquals(List.of(), transport.said());
        publisher.connected();
        publisher.powerOff();
        timers.advanceMillis(10_000);
        assertEquals(1, transport.said().size());
    }

    @Test
    void onlyOneOfThemListens() {
        assertEquals(List.of(), publisher.filters());
        Thermometer what = new Thermometer(TopicName.of("Temperature"), Duration.ofSeconds(1), QoS.AT_MOST_ONCE);
        SubscribingThermometer subscriber = new SubscribingThermometer(ID, what);
        assertEquals(List.of(TopicFilter.of("Temperature")), subscriber.filters());
        assertEquals(QoS.AT_MOST_ONCE, subscriber.qos());
    }

    @Test
    void logsEachMessageItReceivesValidOrNot() {
        try (LogLines log = LogLines.of(SubscribingThermometer.class)) {
            SubscribingThermometer subscriber = new SubscribingThermometer(ID, Thermometer.standard());
            subscriber.connected();
            subscriber.receive(Message.of("temperature", "{\"message\": \"21.0\"}", QoS.AT_MOST_ONCE));
            subscriber.receive(
                    new Message(Thermometer.TOPIC, Payload.copyOf(new byte[] {-1, '\n'}), QoS.AT_MOST_ONCE, false));
            subscriber.receive(new Message(Thermometer.TOPIC, Payload.EMPTY, QoS.AT_MOST_ONCE, false));
            subscriber.powerOff();
            assertLines(
                    log.lines(Level.INFO),
                    "temperature: {\"message\": \"21.0\"}",
                    "temperature: \\xff\\x0a",
                    "temperature: ");
        }
    }

    @Test
    void needsAnInterval() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Thermometer(Thermometer.TOPIC, Duration.ZERO, QoS.AT_MOST_ONCE));
    }
}
