package io.aromabridge.cloud.murano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.mqtt.RawClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a device of the classic profile comes by its token, loses it, and gets another. */
class ActivationTest {
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

    private String status(String identity) throws Exception {
        return murano.registry.device("lamps", identity).status();
    }

    @Test
    void aDeviceIsActivatedWithATokenOfFortyHexadecimalDigitsThatIsKeptNowhere() throws Exception {
        assertEquals("notactivated", status("007"));
        String token = murano.activate("007");
        assertTrue(token.matches("[0-9a-f]{40}"), token);
        assertEquals("INFO product lamps: device '007' is activated, and has its token", murano.line("is activated"));
        assertEquals("activated", status("007"));
        String file = Files.readString(folder.resolve("lamps.json"));
        assertTrue(!file.contains(token) && file.contains("tokenSha256"), file);
        murano.device("007", token).close();
    }

    @Test
    void theTokenIsNotRetainedAndOfQoS0() throws Exception {
        try (RawClient client = murano.anonymous("007")) {
            client.send(RawClient.subscribe(1, "activate/007", 1), RawClient.publish(2, "activate", 5, "007"));
            assertEquals(0x30, client.read(3).header());
        }
        try (RawClient late = murano.anonymous("007")) {
            assertEquals(1, Murano.suback(late, "activate/007"));
            late.fence();
        }
    }

    @Test
    void aSecondActivationIsSilentOnTheWireAndLoudInTheLog() throws Exception {
        String token = murano.activate("007");
        try (RawClient client = murano.anonymous("007").subscribed("activate/007", 0)) {
            client.send(RawClient.publish(0, "activate", 0, "007"));
            String line = murano.line("activated again");
            assertTrue(line.startsWith("WARN ") && line.contains("aroma product device reset lamps 007"), line);
            client.fence();
        }
        murano.device("007", token).close();
    }

    @Test
    void afterAResetTheOldTokenHasEndedAtOnceAndThereIsANewOne() throws Exception {
        String old = murano.activate("007");
        try (RawClient device = murano.device("007", old)) {
            murano.registry.reset("lamps", "007");
            assertEquals(Optional.empty(), device.readOrEnd());
        }
        murano.line("was reset: its token has ended");
        assertEquals("notactivated", status("007"));
        try (RawClient refused = murano.client(Optional.of(Murano.LAMPS))) {
            Murano.connack(refused.send(Murano.connect("007", "007", old)), 4);
            murano.line("that is not the token of device '007', which is notactivated");
        }
        String token = murano.activate("007");
        assertNotEquals(old, token);
        murano.device("007", token).close();
    }

    @Test
    void aPersistentSessionOfAResetDeviceDoesNotKeepItOut() throws Exception {
        String old = murano.activate("007");
        try (RawClient device = murano.client(Optional.of(Murano.LAMPS))) {
            device.send(RawClient.connect(4, 0xc0, "007", RawClient.text("007"), RawClient.text(old)));
            Murano.connack(device, 0);
            murano.registry.reset("lamps", "007");
            assertEquals(Optional.empty(), device.readOrEnd());
        }
        murano.device("007", murano.activate("007")).close();
    }

    @Test
    void anUnknownDeviceGetsNothing() throws Exception {
        try (RawClient client = murano.anonymous("999").subscribed("activate/999", 0)) {
            client.send(RawClient.publish(0, "activate", 0, "999"));
            murano.line("WARN product lamps: device '999' asks to be activated, and there is none");
            client.fence();
        }
        assertEquals(2, murano.registry.find("lamps").orElseThrow().devices().size());
    }

    @Test
    void noClientActivatesAnotherOrGetsItsToken() throws Exception {
        try (RawClient spy = murano.anonymous("spy")) {
            spy.send(RawClient.publish(0, "activate", 0, "007"));
            murano.line("a payload that is not its client identifier");
            spy.fence();
        }
        assertEquals("notactivated", status("007"));
    }

    @Test
    void twoAtOnceGetOneToken() throws Exception {
        try (RawClient client = murano.anonymous("007").subscribed("activate/007", 0)) {
            client.send(RawClient.publish(0, "activate", 0, "007"), RawClient.publish(0, "activate", 0, "007"));
            String token = client.read(3).payload();
            murano.line("activated again");
            client.fence();
            murano.device("007", token).close();
        }
    }

    @Test
    void aDeviceThatIsAddedMeanwhileCanBeActivated() throws Exception {
        murano.registry.addDevice("lamps", "009");
        murano.line("device '009' was added, notactivated");
        murano.device("009", murano.activate("009")).close();
    }

    @Test
    void afterTheActivationWindowItIsTooLateUntilAReset() throws Exception {
        try (Murano strict = Murano.withWindow(folder.resolve("other"), Duration.ofHours(24))) {
            strict.advance(Duration.ofHours(25));
            try (RawClient client = strict.anonymous("007").subscribed("activate/007", 0)) {
                client.send(RawClient.publish(0, "activate", 0, "007"));
                strict.line("asks to be activated too late");
                client.fence();
            }
            strict.registry.reset("lamps", "007");
            strict.device("007", strict.activate("007")).close();
        }
    }
}
