package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a client sends behind CONNECT, without waiting for CONNACK, is not lost. */
class EarlyPacketsTest {
    @Test
    void servesAThousandClientsThatSendEverythingInOneSegment() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                String topic = "own/" + i;
                clients.add(broker.client()
                        .send(
                                RawClient.connect("segment-" + i),
                                RawClient.subscribe(1, topic, 1),
                                RawClient.publish(2, topic, 2, "payload " + i)));
            }
            for (int i = 0; i < clients.size(); i++) {
                RawClient client = clients.get(i);
                assertEquals(2, client.read().type(), "CONNACK comes first");
                assertEquals("payload " + i, client.read(3).payload());
            }
            broker.serves(40);
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void answersTheBytesOfPahoPythonWithAnEmptyClientIdentifier() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient first = broker.client();
                RawClient second = broker.client()) {
            for (RawClient client : List.of(first, second)) {
                client.send(
                        RawClient.connect(4, 0xc2, "", RawClient.text("sofiene"), RawClient.text("sofiene")),
                        RawClient.subscribe(1, "light1", 0));
                assertEquals(2, client.read().type());
                assertEquals(9, client.read().type());
            }
            first.send(RawClient.publish(0, "light1", 0, "red"));
            assertEquals("red", first.read(3).payload());
            assertEquals("red", second.read(3).payload(), "both are connected: each has an identifier of its own");
        }
    }

    @Test
    void routesWhatAClientPublishedBeforeItLeftDuringItsLogin() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Authenticator slow = credentials -> {
            if (credentials.clientId().startsWith("hasty")) {
                await(release);
            }
            return new AuthenticationResult.Accepted(Principal.anonymous());
        };
        try (TestBroker broker = TestBroker.with(slow, TestBroker.NO_TAP);
                RawClient subscriber = broker.client().connected("subscriber").subscribed("a/#", 0)) {
            RawClient hasty = broker.client()
                    .send(
                            RawClient.connect("hasty"),
                            RawClient.publish(0, "a/1", 0, "one"),
                            RawClient.publish(2, "a/2", 5, "two"),
                            RawClient.disconnect());
            hasty.close();
            // A second client is served meanwhile: a slow login holds nobody else.
            broker.serves(1);
            release.countDown();
            assertEquals("one", subscriber.read(3).payload());
            assertEquals("two", subscriber.read(3).payload());
        }
    }

    private static void await(CountDownLatch release) {
        try {
            if (!release.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("never released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
