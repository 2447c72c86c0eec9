package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seed 002: two lights show complementary colours; somebody else's program plays one of them. */
class TrafficLightsTest {
    private static final String LIGHT1 = "light1";
    private static final String LIGHT2 = "light2";

    /** What one makes is there for the next: keys take time. */
    @TempDir
    static Path folder = Path.of("");

    private static BlockingQueue<String> listen(MqttConnection client, String topic) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        MqttConnection.await(client.subscribe(
                TopicFilter.of(topic),
                QoS.AT_MOST_ONCE,
                message -> heard.add(message.payload().text())));
        return heard;
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        String colour = heard.poll(20, TimeUnit.SECONDS);
        assertNotNull(colour, "nothing was heard");
        return colour;
    }

    private static void say(MqttConnection client, String topic, String colour) throws Exception {
        MqttConnection.await(client.publish(Message.of(topic, colour, QoS.AT_MOST_ONCE)));
    }

    @Test
    void ourFirstLightAnswersSomebodyElsesSecond() throws Exception {
        try (RunningDemo demo = RunningDemo.start(folder, "--without", "client2");
                MqttConnection client2 = demo.local("somebodys-client2")) {
            assertFalse(demo.endpoints().devices().contains("client2"));
            BlockingQueue<String> light2 = listen(client2, LIGHT2);
            for (int turn = 0; turn < 3; turn++) {
                say(client2, LIGHT1, "red");
                assertEquals("green", next(light2));
                say(client2, LIGHT1, "green");
                assertEquals("red", next(light2));
            }
        }
    }

    @Test
    void ourSecondLightSwitchesForSomebodyElsesFirst() throws Exception {
        try (RunningDemo demo = RunningDemo.start(folder, "--without", "client1");
                MqttConnection client1 = demo.local("somebodys-client1")) {
            assertFalse(demo.endpoints().devices().contains("client1"));
            BlockingQueue<String> light1 = listen(client1, LIGHT1);
            String first = next(light1);
            say(client1, LIGHT2, complement(first));
            assertEquals(complement(first), next(light1));
        }
    }

    private static String complement(String colour) {
        return switch (colour) {
            case "red" -> "green";
            case "green" -> "red";
            default -> throw new AssertionError("a colour that is none: " + colour);
        };
    }
}
