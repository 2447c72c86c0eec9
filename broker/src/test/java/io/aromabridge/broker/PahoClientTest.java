package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.AuthenticationResult.Answer;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Principal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.MqttSecurityException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The local broker as a program on Eclipse Paho uses it. */
@Timeout(60)
class PahoClientTest {
    private static final Authenticator PASSWORD = credentials -> {
        boolean right = credentials.userName().equals(Optional.of("demo"))
                && credentials
                        .password()
                        .filter(p -> Arrays.equals(p, "secret".getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
        return right
                ? new Accepted(new Principal(Principal.Kind.PASSWORD, "demo"))
                : new AuthenticationResult.Refused(Answer.BAD_USER_NAME_OR_PASSWORD, "the password is wrong");
    };

    private final BlockingQueue<MqttMessage> received = new LinkedBlockingQueue<>();

    private static MqttClient client(TestBroker broker, String clientId) throws MqttException {
        return new MqttClient("tcp://127.0.0.1:" + broker.port(), clientId, new MemoryPersistence());
    }

    private static MqttClient connected(TestBroker broker, String clientId) throws MqttException {
        MqttClient client = client(broker, clientId);
        client.connect();
        return client;
    }

    private static void end(MqttClient client) throws MqttException {
        client.disconnect();
        client.close();
    }

    private MqttMessage next() throws InterruptedException {
        MqttMessage message = received.poll(10, TimeUnit.SECONDS);
        assertNotNull(message, "no PUBLISH within 10 s");
        return message;
    }

    private void subscribe(MqttClient client, String filter, int qos) throws MqttException {
        client.subscribe(filter, qos, (topic, message) -> received.add(message));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void publishesAndReceivesWithEachQos(int qos) throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            MqttClient subscriber = connected(broker, "subscriber");
            subscribe(subscriber, "scent/+", qos);
            MqttClient publisher = connected(broker, "publisher");
            for (int i = 0; i < 20; i++) {
                publisher.publish("scent/rose", ("" + i).getBytes(StandardCharsets.UTF_8), qos, false);
            }
            for (int i = 0; i < 20; i++) {
                MqttMessage message = next();
                assertEquals("" + i, message.toString());
                assertEquals(qos, message.getQos());
            }
            end(publisher);
            end(subscriber);
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndTheRightOneConnects() throws Exception {
        try (TestBroker broker = TestBroker.with(PASSWORD, TestBroker.NO_TAP)) {
            MqttConnectOptions options = new MqttConnectOptions();
            options.setUserName("demo");
            options.setPassword("wrong".toCharArray());
            MqttClient client = client(broker, "mine");
            MqttSecurityException refusal = assertThrows(MqttSecurityException.class, () -> client.connect(options));
            assertEquals(MqttException.REASON_CODE_FAILED_AUTHENTICATION, refusal.getReasonCode());

            options.setPassword("secret".toCharArray());
            client.connect(options);
            assertTrue(client.isConnected());
            end(client);
        }
    }

    @Test
    void aWillIsPublishedWhenTheConnectionBreaks() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            MqttClient watcher = connected(broker, "watcher");
            subscribe(watcher, "state/#", 1);
            MqttConnectOptions options = new MqttConnectOptions();
            options.setWill("state/lamp", "offline".getBytes(StandardCharsets.UTF_8), 1, true);
            MqttClient lamp = client(broker, "lamp");
            lamp.connect(options);
            lamp.disconnectForcibly(0, 500, false);
            lamp.close(true);

            assertEquals("offline", next().toString());
            MqttClient late = connected(broker, "late");
            subscribe(late, "state/#", 1);
            assertTrue(next().isRetained());
            end(late);
            end(watcher);
        }
    }

    @Test
    void aPersistentSessionGetsWhatWasPublishedWhileItWasAway() throws Exception {
        MqttConnectOptions persistent = new MqttConnectOptions();
        persistent.setCleanSession(false);
        try (TestBroker broker = TestBroker.start()) {
            MqttClient device = client(broker, "device");
            assertFalse(device.connectWithResult(persistent).getSessionPresent());
            device.subscribe("commands", 1);
            end(device);
            MqttClient publisher = connected(broker, "publisher");
            publisher.publish("commands", "diffuse".getBytes(StandardCharsets.UTF_8), 1, false);
            end(publisher);

            MqttClient again = client(broker, "device");
            again.setCallback(new Arrivals(received));
            assertTrue(again.connectWithResult(persistent).getSessionPresent());
            assertEquals("diffuse", next().toString());
            end(again);
        }
    }

    @Test
    void theSameOverWebSocket() throws Exception {
        try (TestBroker broker = TestBroker.changed(options -> options.overWebSocket("/mqtt"))) {
            MqttClient client =
                    new MqttClient("ws://127.0.0.1:" + broker.port() + "/mqtt", "browser", new MemoryPersistence());
            client.connect();
            subscribe(client, "a/b", 1);
            byte[] payload = new byte[20_000];
            Arrays.fill(payload, (byte) 7);
            client.publish("a/b", payload, 1, false);
            assertArrayEquals(payload, next().getPayload());
            end(client);
        }
    }
}
