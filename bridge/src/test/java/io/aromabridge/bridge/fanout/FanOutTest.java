package io.aromabridge.bridge.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.bridge.fanout.FanOut.Mode;
import io.aromabridge.bridge.queue.QueuedMessage;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.log.LogLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One message becomes one for each device whom it is for. */
class FanOutTest {
    static final String TOPIC = "aromabridge/fanout/spectators";

    @TempDir
    Path folder = Path.of("");

    private Path spectators = Path.of("");
    private Path crew = Path.of("");

    @BeforeEach
    void writeLists() {
        Lists lists = new Lists(folder);
        spectators = lists.write("spectators.txt", "ASN2A00003", "ASN2A00001", "ASN2A00003 # twice", "ASN2A00002");
        crew = lists.write("crew.txt", "ASN2A00009");
    }

    private FanOut audience() throws AromaException {
        return FanOut.open(FanOutSettings.of(TOPIC, spectators));
    }

    private FanOut rehearsed() throws AromaException {
        return FanOut.open(FanOutSettings.of(TOPIC, spectators).rehearsedBy(crew));
    }

    private static Message message(String topic) {
        return Message.of(topic, "3 s of lavender", QoS.AT_MOST_ONCE);
    }

    private static List<String> devices(FanOut fanOut, String topic) {
        return fanOut.accept(message(topic)).stream()
                .map(outbound -> outbound.message().topic().value().split("/", -1)[2])
                .toList();
    }

    private static void mode(FanOut fanOut, String word) {
        Message retained = new Message(TopicName.of(TOPIC + "/mode"), Payload.of(word), QoS.AT_LEAST_ONCE, true);
        assertEquals(List.of(), fanOut.accept(retained), "a mode is for the bridge itself");
    }

    @Test
    void broadcastsToEachDeviceOnceInTheOrderOfTheList() throws AromaException {
        assertEquals(List.of("ASN2A00003", "ASN2A00001", "ASN2A00002"), devices(audience(), TOPIC));
    }

    @Test
    void sendsWhatCameWithQos1AndOnePayloadForAll() throws AromaException {
        Message message = message(TOPIC);
        for (QueuedMessage outbound : audience().accept(message)) {
            assertSame(message, outbound.original());
            assertSame(message.payload(), outbound.message().payload());
            assertEquals(QoS.AT_LEAST_ONCE, outbound.message().qos());
            assertEquals(Optional.empty(), outbound.timeToLive());
        }
    }

    @Test
    void sendsItOnlySoLongAsItIsWorthIt() throws AromaException {
        FanOutSettings settings = new FanOutSettings(
                TopicName.of(TOPIC),
                TopicPattern.DIFFUSE,
                spectators,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(5)));
        assertEquals(
                Optional.of(Duration.ofSeconds(5)),
                FanOut.open(settings).accept(message(TOPIC)).get(0).timeToLive());
    }

    @Test
    void unicastsToThoseWhomTheTopicNames() throws AromaException {
        FanOut fanOut = audience();
        assertEquals(List.of("ASN2A00001"), devices(fanOut, TOPIC + "/ASN2A00001"));
        assertEquals(List.of("ASN2A00002", "ASN2A00003"), devices(fanOut, TOPIC + "/ASN2A00002,ASN2A00003,ASN2A00002"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ASN2A99999", "asn2a00001", "ASN2A00001 ", "", "all"})
    void warnsOfUnknownDevicesAndServesTheOthers(String stranger) throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            assertEquals(List.of("ASN2A00002"), devices(audience(), TOPIC + "/ASN2A00002," + stranger));
            lines.await("WARN fan-out " + TOPIC + ": \"" + stranger + "\" is in no list, so nothing was sent to it");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aromabridge/fanout",
                TOPIC + "s",
                TOPIC + "/ASN2A00001/command",
                "aromajoin/aromashooter/ASN2A00001/command/diffuse"
            })
    void leavesOtherTopicsAlone(String topic) throws AromaException {
        assertEquals(List.of(), devices(rehearsed(), topic));
    }

    @Test
    void doesNotSendOnWhatABrokerHandsOutAgainAndAgain() throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            FanOut fanOut = audience();
            Message retained = new Message(TopicName.of(TOPIC), Payload.of("x"), QoS.AT_LEAST_ONCE, true);
            for (int i = 0; i < 25; i++) {
                assertEquals(List.of(), fanOut.accept(retained));
            }
            assertEquals(2, lines.warnings().size(), lines.warnings().toString());
        }
    }

    @Test
    void reachesTheCrewAloneUntilTheFinal() throws AromaException {
        FanOut fanOut = rehearsed();
        assertEquals(Mode.REHEARSAL, fanOut.mode());
        assertEquals(List.of("ASN2A00009"), devices(fanOut, TOPIC));
        mode(fanOut, "final");
        assertEquals(List.of("ASN2A00003", "ASN2A00001", "ASN2A00002"), devices(fanOut, TOPIC));
        mode(fanOut, " rehearsal\n");
        assertEquals(List.of("ASN2A00009"), devices(fanOut, TOPIC));
    }

    @Test
    void leavesOutTheAudienceInARehearsalWithoutAWarning() throws AromaException {
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            assertEquals(List.of("ASN2A00009"), devices(rehearsed(), TOPIC + "/ASN2A00001,ASN2A00009"));
            assertEquals(List.of(), lines.warnings());
        }
    }

    @Test
    void returnsToTheModeOfTheStartWhenTheTopicIsCleared() throws AromaException {
        FanOut fanOut = rehearsed();
        mode(fanOut, "final");
        mode(fanOut, "");
        assertEquals(Mode.REHEARSAL, fanOut.mode());
    }

    @Test
    void keepsItsModeIfTheWordIsUnknown() throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            FanOut fanOut = rehearsed();
            mode(fanOut, "Final");
            assertEquals(Mode.REHEARSAL, fanOut.mode());
            lines.await("WARN fan-out " + TOPIC + ": mode \"Final\" is not known, so it stays rehearsal");
        }
    }

    @Test
    void sendsNothingInARehearsalWithoutAList() throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            FanOut fanOut = audience();
            mode(fanOut, "rehearsal");
            assertEquals(List.of(), devices(fanOut, TOPIC));
            lines.await("WARN fan-out " + TOPIC + ": mode rehearsal has no list, so nothing is sent");
        }
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new FanOutSettings(
                        TopicName.of(TOPIC),
                        TopicPattern.DIFFUSE,
                        spectators,
                        Optional.empty(),
                        Optional.of(Mode.REHEARSAL),
                        Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FanOutSettings(
                        TopicName.of(TOPIC),
                        TopicPattern.DIFFUSE,
                        spectators,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ZERO)));
    }
}
