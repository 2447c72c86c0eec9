package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo's thermometer at the stand-in, and who listens to it from outside. */
@ExtendWith(SharedDemo.class)
class TemperatureTest {

    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();

    private Message next() throws InterruptedException {
        Message message = heard.poll(20, TimeUnit.SECONDS);
        assertTrue(message != null, "nothing was heard for 20 s");
        return message;
    }

    @Test
    void aSubscriberFromOutsideHearsTheTemperature(RunningDemo demo) throws Exception {
        PythonScripts scripts = new PythonScripts();
        Endpoints endpoints = demo.endpoints();
        scripts.start(
                "temperature/subscriber.py",
                List.of(
                        "--port",
                        "" + endpoints.number(Endpoints.CLOUD, "mqtt").orElseThrow(),
                        "--ca",
                        endpoints.text(Endpoints.CLOUD, "ca").orElseThrow(),
                        "--certificate",
                        endpoints.text(Endpoints.CLOUD, "certificate").orElseThrow(),
                        "--key",
                        endpoints.text(Endpoints.CLOUD, "privateKey").orElseThrow()));
        String printed = scripts.awaitAll();
        assertTrue(printed.contains("} from topic temperature"), printed);
    }

    @Test
    void itsMessagesAreNumbered(RunningDemo demo) throws Exception {
        try (MqttConnection mqtt = demo.cloud("numbers")) {
            MqttConnection.await(mqtt.subscribe(TopicFilter.of("temperature"), QoS.AT_LEAST_ONCE, heard::add));
            JsonNode first = new ObjectMapper().readTree(next().payload().text());
            JsonNode second = new ObjectMapper().readTree(next().payload().text());
            assertEquals(
                    first.path("sequence").asInt() + 1, second.path("sequence").asInt());
            assertTrue(second.path("message").asText().matches("\\d\\d\\.\\d"), second::toString);
        }
    }

    @Test
    void whoSubscribesWithACapitalTHearsNothingOfIt(RunningDemo demo) throws Exception {
        try (MqttConnection mqtt = demo.cloud("capital");
                MqttConnection other = demo.cloud("small")) {
            BlockingQueue<Message> small = new LinkedBlockingQueue<>();
            MqttConnection.await(other.subscribe(TopicFilter.of("temperature"), QoS.AT_LEAST_ONCE, small::add));
            MqttConnection.await(mqtt.subscribe(TopicFilter.of("Temperature"), QoS.AT_LEAST_ONCE, heard::add));
            for (int i = 0; i < 2; i++) {
                assertTrue(small.poll(20, TimeUnit.SECONDS) != null, "the thermometer is silent");
            }
            MqttConnection.await(other.publish(Message.of("Temperature", "x", QoS.AT_LEAST_ONCE)));
            assertEquals("x", next().payload().text());
        }
    }

    @Test
    void theSecondOfTwoWithOneClientIdDropsTheFirst(RunningDemo demo) throws Exception {
        try (MqttConnection first = demo.cloud("basicPubSub")) {
            MqttConnection.await(first.publish(Message.of("Temperature", "1", QoS.AT_LEAST_ONCE)));
            try (MqttConnection second = demo.cloud("basicPubSub")) {
                assertThrows(
                        AromaException.class,
                        () -> MqttConnection.await(first.publish(Message.of("Temperature", "2", QoS.AT_LEAST_ONCE))));
                MqttConnection.await(second.publish(Message.of("Temperature", "3", QoS.AT_LEAST_ONCE)));
            }
        }
    }
}
