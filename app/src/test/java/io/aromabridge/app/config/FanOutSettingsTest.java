package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.core.topic.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics whose messages go to every device of a list. */
class FanOutSettingsTest {
    @TempDir
    Path folder = Path.of("");

    private List<FanOutSection> fanOuts(String yaml) throws ConfigurationException {
        return Load.yaml(folder, "bridge: {fan-out: " + yaml + "}").bridge().fanOuts();
    }

    @Test
    void thereAreNoneByDefault() throws ConfigurationException {
        assertEquals(List.of(), Load.defaults().bridge().fanOuts());
    }

    @Test
    void topicAndListAreEnoughForAromaShooters() throws ConfigurationException {
        assertEquals(
                List.of(new FanOutSection(
                        TopicName.of("all"),
                        "aromajoin/aromashooter/{device}/command/diffuse",
                        folder.resolve("spectators.txt"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                fanOuts("[{topic: all, list: spectators.txt}]"));
    }

    @Test
    void everyKeyIsRead() throws ConfigurationException {
        assertEquals(
                List.of(new FanOutSection(
                        TopicName.of("all"),
                        "x/{device}",
                        folder.resolve("a.txt"),
                        Optional.of(folder.resolve("b.txt")),
                        Optional.of(FanOut.Mode.FINAL),
                        Optional.of(Duration.ofSeconds(5)))),
                fanOuts("[{topic: all, to: 'x/{device}', list: a.txt, rehearsal-list: b.txt, mode: final,"
                        + " time-to-live: 5s}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{list: a.txt} | topic",
                "{topic: all} | list",
                "{topic: 'all/#', list: a.txt} | wildcard '#' is not allowed",
                "{topic: all, list: a.txt, to: x/y} | is not a topic with {device}",
                "{topic: all, list: a.txt, to: 'x/{serial}'} | is not a topic with {device}",
                "{topic: all, list: a.txt, to: 'x/{device}/{serial}'} | is not a topic with {device}",
                "{topic: all, list: a.txt, to: 'x/{device}/+'} | is not a topic with {device}",
                "{topic: all, list: a.txt, mode: rehearsal} | rehearsal needs a list; add rehearsal-list: FILE",
                "{topic: all, list: a.txt, mode: show} | use rehearsal or final",
                "{topic: all, list: a.txt, time-to-live: 0s} | out of range"
            })
    void whatMeansNothingIsRefused(String fanOut, String why) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> fanOuts("[" + fanOut + "]"));
        assertTrue(e.problems().toString().contains(why), e.problems().toString());
    }
}
