package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aroma demo --without NAME}: a program from outside takes the place of a device. */
class WithoutTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void thoseThatAreLeftOutAreMissingAndTheOthersAreThere() throws Exception {
        try (RunningDemo demo = RunningDemo.start(
                        folder, "--without", "client2", "--without", "ASN2A00002", "--without", "thermometer");
                MqttConnection mine = demo.local("somebodys-client2")) {
            assertEquals(
                    List.of("ASN2A00001", "ASN2A00003", "ASN2A00010", "client1", "lamp", "examiner"),
                    demo.endpoints().devices());
            BlockingQueue<String> light2 = new LinkedBlockingQueue<>();
            MqttConnection.await(mine.subscribe(
                    TopicFilter.of("light2"),
                    QoS.AT_MOST_ONCE,
                    message -> light2.add(message.payload().text())));
            MqttConnection.await(mine.publish(Message.of("light1", "red", QoS.AT_MOST_ONCE)));
            assertEquals("green", light2.poll(20, TimeUnit.SECONDS));
        }
    }
}
