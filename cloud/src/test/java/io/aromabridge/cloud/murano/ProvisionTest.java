package io.aromabridge.cloud.murano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.cloud.murano.product.Resource;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newer profile: tokens without a subscription, implicit subscriptions, values that wait. */
class ProvisionTest {
    private static final String IDENTITY = "clib-test-11";

    @TempDir
    Path folder = Path.of("");

    private Murano murano;

    @BeforeEach
    void start() throws Exception {
        murano = Murano.start(folder);
    }

    @AfterEach
    void stop() {
        murano.close();
    }

    private RawClient connect(int flags, String clientId, String password, int code) throws IOException {
        RawClient client = murano.client(Optional.of(Murano.CLIBS));
        client.send(RawClient.connect(4, 0xc0 | flags, clientId, RawClient.text(""), RawClient.text(password)));
        Murano.connack(client, code);
        return client;
    }

    private String provision(String identity) throws IOException {
        try (RawClient client = connect(2, "", "", 0)) {
            client.send(RawClient.publish(2, "$provision/" + identity, 9, ""));
            RawPacket puback = client.read();
            assertEquals("4 9", puback.type() + " " + puback.packetId());
            RawPacket token = client.read();
            assertEquals("$provision/" + identity, token.topic());
            return token.payload();
        }
    }

    private Resource resource(String alias) throws Exception {
        return murano.registry.device("clibs", IDENTITY).resource(alias).orElseThrow();
    }

    @Test
    void theTokenComesWithoutASubscriptionAfterThePuback() throws Exception {
        String token = provision(IDENTITY);
        assertTrue(token.matches("[A-Za-z0-9]{40}"), token);
        assertEquals("activated", murano.registry.device("clibs", IDENTITY).status());
        connect(2, "", token, 0).close();
        connect(2, IDENTITY, token, 0).close();
    }

    @Test
    void onlyTheConnectionThatAskedHasTheToken() throws Exception {
        try (RawClient spy = connect(2, "", "", 0)) {
            assertEquals(0x80, Murano.suback(spy, "$provision/#"));
            provision(IDENTITY);
            spy.fence();
        }
    }

    @Test
    void anotherClientIdentifierOrTokenIsRefused() throws Exception {
        String token = provision(IDENTITY);
        connect(2, "clib-test-12", token, 5).close();
        murano.line("the client identifier of device 'clib-test-11' must be empty, or its identity");
        connect(2, "", "a" + token.substring(1) + "a", 4).close();
        murano.line("its password is not the token of a device");
    }

    @Test
    void aValueIsAcknowledgedAndStored() throws Exception {
        try (RawClient device = connect(2, "", provision(IDENTITY), 0)) {
            device.send(RawClient.publish(2, "$resource/data_in", 3, "7"));
            assertEquals(4, device.read().type());
            murano.awaitValue("clibs", IDENTITY, "data_in", "7");
        }
    }

    @Test
    void theLaterValueOfABatchIsTheLatestAndBothKeepTheirTimes() throws Exception {
        try (RawClient device = connect(2, "", provision(IDENTITY), 0)) {
            device.send(RawClient.publish(
                    2,
                    "$resource.batch",
                    3,
                    "[{\"timestamp\":1538080072997000,\"values\":{\"temperature\":98.7,\"name\":\"x\"}},"
                            + "{\"timestamp\":1538080000,\"values\":{\"temperature\":98.1}}]"));
            assertEquals(4, device.read().type());
            murano.line("temperature = 98.1 at 2018-09-27T20:26:40Z");
            assertEquals(
                    "[Point[at=2018-09-27T20:26:40Z, value=98.1], Point[at=2018-09-27T20:27:52.997Z, value=98.7]]",
                    resource("temperature").points().toString());
            assertEquals("x", resource("name").latest().orElseThrow().value());
        }
    }

    @Test
    void aBatchThatIsNoneIsNotStored() throws Exception {
        try (RawClient device = connect(2, "", provision(IDENTITY), 0)) {
            for (String batch : new String[] {
                "", "nonsense", "{}", "[{}]", "[{\"timestamp\":-1,\"values\":{}}]", "[{\"timestamp\":1,\"values\":3}]"
            }) {
                device.send(RawClient.publish(0, "$resource.batch", 0, batch));
                murano.line("client 'clib-test-11': its $resource.batch is not stored");
            }
            device.fence();
        }
    }

    @Test
    void whatThePlatformWritesComesWithoutASubscriptionAndWithItsTime() throws Exception {
        try (RawClient device = connect(2, "", provision(IDENTITY), 0)) {
            murano.registry.write("clibs", IDENTITY, "data_out", "reboot");
            RawPacket written = device.read();
            assertEquals("$resource/data_out/1767225600000000 reboot", written.topic() + " " + written.payload());
        }
    }

    @Test
    void whatWasWrittenMeanwhileComesWithEachConnectionUntilItIsPublishedBack() throws Exception {
        String token = provision(IDENTITY);
        murano.registry.write("clibs", IDENTITY, "data_out", "first");
        murano.advance(Duration.ofSeconds(1));
        murano.registry.write("clibs", IDENTITY, "data_out", "second");
        murano.line("data_out = second");
        for (int flags : new int[] {2, 0, 2}) {
            try (RawClient device = connect(flags, "", token, 0)) {
                assertEquals("second", device.read().payload());
            }
        }
        try (RawClient device = connect(2, "", token, 0)) {
            assertEquals("second", device.read().payload());
            assertTrue(resource("data_out").pending());
            device.send(RawClient.publish(0, "$resource/data_out", 0, "second"));
            murano.awaitValue("clibs", IDENTITY, "data_out", "second");
            assertFalse(resource("data_out").pending());
        }
        try (RawClient device = connect(2, "", token, 0)) {
            murano.registry.write("clibs", IDENTITY, "other", "only this");
            assertEquals("only this", device.read().payload());
        }
    }

    @Test
    void subscribingAndUnsubscribingChangeNothing() throws Exception {
        try (RawClient device = connect(2, "", provision(IDENTITY), 0)) {
            assertEquals(0x80, Murano.suback(device, "$resource/data_out"));
            device.send(RawClient.packet(0xa2, RawClient.number(4), RawClient.text("$resource/data_out")));
            assertEquals(11, device.read().type());
            murano.registry.write("clibs", IDENTITY, "data_out", "on");
            assertEquals("on", device.read().payload());
        }
    }

    @Test
    void qos2EndsTheConnection() throws Exception {
        try (RawClient device = connect(2, "", provision(IDENTITY), 0)) {
            device.send(RawClient.publish(4, "$resource/data_in", 3, "7"));
            assertEquals(Optional.empty(), device.readOrEnd());
            murano.line("it published with QoS 2");
        }
    }

    @Test
    void otherTopicsAreDeniedAndTold() throws Exception {
        try (RawClient device = connect(2, "", provision(IDENTITY), 0);
                RawClient stranger = connect(2, IDENTITY, "", 0)) {
            device.send(RawClient.publish(0, "$provision/clib-test-12", 0, ""));
            murano.line("(device clib-test-11) may not publish on $provision/clib-test-12");
            stranger.send(RawClient.publish(0, "$resource/data_in", 0, "7"));
            murano.line("(anonymous) may not publish on $resource/data_in");
            device.fence();
            stranger.fence();
        }
        assertTrue(murano.registry.device("clibs", IDENTITY).resources().isEmpty());
    }
}
