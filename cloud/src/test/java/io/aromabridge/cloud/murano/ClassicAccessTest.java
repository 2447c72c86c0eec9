package io.aromabridge.cloud.murano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.mqtt.RawClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What spies, foreign devices and thieves of client identifiers get of a classic product: nothing but a line in the log. */
class ClassicAccessTest {
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

    @Test
    void anAnonymousClientMaySubscribeItsReplyTopicAlone() throws Exception {
        for (String clientId : List.of("007", "spy", "+", "#")) {
            try (RawClient spy = murano.anonymous(clientId)) {
                for (String filter : List.of(
                        "#", "+/+", "activate", "activate/#", "activate/+", "007/#", "activate/008", "$SYS/#")) {
                    assertEquals(0x80, Murano.suback(spy, filter), clientId + " subscribes " + filter);
                }
            }
        }
        try (RawClient device = murano.anonymous("007")) {
            assertEquals(1, Murano.suback(device, "activate/007"));
        }
    }

    @Test
    void whatItMayNotSubscribeIsToldInOneLine() throws Exception {
        try (RawClient spy = murano.anonymous("spy")) {
            Murano.suback(spy, "#");
            spy.fence();
        }
        assertEquals(List.of("INFO product lamps: client 'spy' (anonymous) may not subscribe #"), murano.lines());
    }

    @Test
    void anAnonymousClientPublishesNothingToDevices() throws Exception {
        String token = murano.activate("007");
        try (RawClient device = murano.device("007", token).subscribed("007/#", 1);
                RawClient spy = murano.anonymous("spy")) {
            spy.send(RawClient.publish(2, "007/temperature", 1, "99"));
            assertEquals(4, spy.read().type());
            murano.line("client 'spy' (anonymous) may not publish on 007/temperature");
            device.fence();
        }
        assertTrue(murano.registry.device("lamps", "007").resources().isEmpty());
    }

    @Test
    void aDeviceHasNoPartInAnother() throws Exception {
        String token = murano.activate("007");
        String other = murano.activate("008");
        try (RawClient device = murano.device("007", token);
                RawClient victim = murano.device("008", other).subscribed("008/#", 1)) {
            for (String filter : List.of("008/#", "#", "+/temperature", "activate/008", "007")) {
                assertEquals(0x80, Murano.suback(device, filter), filter);
            }
            device.send(RawClient.publish(0, "008/x", 0, "1"), RawClient.publish(0, "activate", 0, "007"));
            device.fence();
            victim.fence();
            murano.line("client '007' (device 007) may not publish on 008/x");
        }
        assertTrue(murano.registry.device("lamps", "008").resources().isEmpty());
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        murano.activate("007");
        murano.line("has its token");
        try (RawClient client = murano.client(Optional.of(Murano.LAMPS))) {
            Murano.connack(client.send(Murano.connect("007", "007", "0".repeat(40))), 4);
        }
        List<String> lines = murano.lines();
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("that is not the token of device '007', which is activated"), lines::toString);
    }

    @Test
    void aDeviceWithoutATokenHasNoneThatIsEmpty() throws Exception {
        try (RawClient client = murano.client(Optional.of(Murano.LAMPS))) {
            Murano.connack(client.send(Murano.connect("008", "008", "")), 4);
        }
    }

    @Test
    void noClientTakesTheClientIdentifierOfADeviceThatIsConnected() throws Exception {
        String token = murano.activate("007");
        murano.line("'007' is activated");
        String other = murano.activate("008");
        murano.line("'008' is activated");
        try (RawClient device = murano.device("007", token).subscribed("007/#", 1)) {
            try (RawClient thief = murano.client(Optional.of(Murano.LAMPS))) {
                Murano.connack(thief.send(RawClient.connect("007")), 2);
            }
            List<String> lines = murano.lines();
            assertEquals(1, lines.size(), lines::toString);
            try (RawClient thief = murano.client(Optional.of(Murano.LAMPS))) {
                Murano.connack(thief.send(Murano.connect("007", "008", other)), 5);
            }
            lines = murano.lines();
            assertEquals(1, lines.size(), lines::toString);
            device.fence();
        }
    }

    @Test
    void aDeviceIsConnectedOnceAndTheNewerConnectionWins() throws Exception {
        String token = murano.activate("007");
        try (RawClient first = murano.device("007", token);
                RawClient second = murano.device("007", token)) {
            assertEquals(Optional.empty(), first.readOrEnd());
            second.fence();
        }
    }

    @Test
    void theTokenOfOneProductIsNothingInAnother() throws Exception {
        String token = murano.activate("007");
        murano.registry.addDevice("clibs", "007");
        murano.line("device '007' was added");
        try (RawClient client = murano.client(Optional.of(Murano.CLIBS))) {
            Murano.connack(client.send(Murano.connect("007", "007", token)), 4);
        }
        try (RawClient client = murano.client(Optional.of(Murano.CLIBS))) {
            Murano.connack(client.send(Murano.connect("", "", token)), 4);
        }
    }
}
