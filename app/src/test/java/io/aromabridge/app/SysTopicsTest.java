package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The local broker publishes below {@code $SYS} what it is and what it counts. */
@ExtendWith(SharedDemo.class)
class SysTopicsTest {
    @Test
    void theVersionIsThatOfAromabridge(RunningDemo demo) throws Exception {
        BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        try (MqttConnection client = demo.local("dashboard")) {
            MqttConnection.await(
                    client.subscribe(TopicFilter.of("$SYS/broker/version"), QoS.AT_MOST_ONCE, received::add));
            Message version = received.poll(10, TimeUnit.SECONDS);
            assertEquals(
                    "Aromabridge " + Release.version(),
                    version == null ? "nothing" : version.payload().text());
        }
    }
}
