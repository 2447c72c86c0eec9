package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.testing.process.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who subscribes on the local broker knows how the bridge is, whatever becomes of it. */
@ExtendWith(SharedDemo.class)
class BridgeStateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TopicFilter STATES = TopicFilter.of("aromabridge/bridge/+/state");

    @TempDir
    Path folder = Path.of("");

    private final BlockingQueue<Message> states = new LinkedBlockingQueue<>();

    private void subscribe(MqttConnection client) throws Exception {
        MqttConnection.await(client.subscribe(STATES, QoS.AT_LEAST_ONCE, states::add));
    }

    /** The next state of this word. */
    private JsonNode await(String word) throws Exception {
        List<String> others = new ArrayList<>();
        while (true) {
            Message message = states.poll(30, TimeUnit.SECONDS);
            assertNotNull(message, () -> "not " + word + " but " + others);
            assertEquals("aromabridge/bridge/aromabridge/state", message.topic().value());
            JsonNode state = JSON.readTree(message.payload().text());
            if (state.path("state").asText().equals(word)) {
                return state;
            }
            others.add(message.payload().text());
        }
    }

    @Test
    void theDemoTellsItRetained(RunningDemo demo) throws Exception {
        try (MqttConnection client = demo.local("states")) {
            subscribe(client);
            JsonNode state = await("online");
            assertEquals("{\"online\":1,\"total\":1}", state.path("connections").toString());
            assertTrue(state.has("since") && state.has("lastAcknowledged"), state::toString);
        }
    }

    @Test
    void aBridgeOfItsOwnTellsOfTheCloudOfItsStopAndBeyondItsDeath() throws Exception {
        int base = FreePorts.base(6);
        try (AromaProcess broker = serve("broker", base, Map.of());
                AromaProcess bridge = serve("bridge", base, Map.of())) {
            broker.awaitReady();
            try (MqttConnection client = local(base)) {
                subscribe(client);
                assertTrue(await("waiting").path("lastError").asText().startsWith("cannot reach localhost"), "why");
                try (AromaProcess cloud = serve("cloud", base, Map.of())) {
                    cloud.awaitReady();
                    await("online");
                    cloud.kill();
                }
                await("waiting");
                bridge.kill();
                assertEquals("aromabridge", await("gone").path("name").asText());
                try (AromaProcess again = serve("bridge", base, Map.of())) {
                    await("waiting");
                    again.signal("TERM");
                    assertEquals(0, again.awaitStop());
                    await("stopped");
                }
                try (AromaProcess silent = serve("bridge", base, Map.of("AROMA_BRIDGE_PUBLISH_STATE", "false"))) {
                    String unused = silent.err().await("next try in");
                    silent.kill();
                }
                assertEquals(List.of(), List.copyOf(states), "nothing after that, and no will");
            }
        }
    }

    private AromaProcess serve(String command, int base, Map<String, String> environment) throws Exception {
        return AromaProcess.serve(
                folder, environment, command, "--data", "data", "--port-base", Integer.toString(base));
    }

    private MqttConnection local(int port) throws Exception {
        Path password = folder.resolve("data/broker/demo.password");
        Endpoint local = new Endpoint(
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.of(
                        new Endpoint.Login("demo", Files.readString(password).strip())));
        return MqttConnection.connect(local, "somebody", Duration.ofSeconds(20));
    }
}
