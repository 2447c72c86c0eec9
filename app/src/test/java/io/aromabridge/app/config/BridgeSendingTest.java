package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.config.BridgeSection.Queue;
import io.aromabridge.app.config.BridgeSection.Queue.Kind;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.WhenFull;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast and in what order the bridge sends, and the preset with the offline queue of the AWS IoT device SDK. */
class BridgeSendingTest {
    private static final SendPolicy LIKE_THE_SDK = new SendPolicy(1, Pace.AWS_IOT, Drain.BEFORE_NEW, 2);

    @TempDir
    Path folder = Path.of("");

    private BridgeSection bridge(String yaml) throws ConfigurationException {
        return Load.yaml(folder, "bridge: {" + yaml + "}").bridge();
    }

    @Test
    void byDefaultOneConnectionKeepsToTheQuotasOfAwsIot() throws ConfigurationException {
        assertEquals(
                new SendPolicy(1, Pace.AWS_IOT, Drain.FAIR, 0),
                Load.defaults().bridge().sending());
    }

    @Test
    void everyPartOfItCanBeSet() throws ConfigurationException {
        assertEquals(
                new SendPolicy(10, Pace.NONE, Drain.BEFORE_NEW, 0.5),
                bridge("cloud: {connections: 10, pace: none}, queue: {drain: before-new, drain-rate: 0.5/s}")
                        .sending());
        assertEquals(
                new SendPolicy(1, new Pace(100_000, 0), Drain.FAIR, 100_000),
                bridge("cloud: {pace: 100000/s}, queue: {drain: fair, drain-rate: 100000/s}")
                        .sending());
        assertEquals(Pace.AWS_IOT, bridge("cloud: {pace: aws-iot}").sending().pace());
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue: aws-iot-sdk", "queue: 'aws-iot-sdk'", "queue: {preset: aws-iot-sdk}"})
    void thePresetIsTheOfflineQueueOfTheSdkInFiles(String yaml) throws ConfigurationException {
        BridgeSection bridge = bridge(yaml);
        assertEquals(LIKE_THE_SDK, bridge.sending());
        Queue queue = bridge.queue();
        assertEquals(
                List.of(20, WhenFull.DROP_NEWEST, Kind.DURABLE),
                List.of(queue.limit().size(), queue.whenFull(), queue.kind()));
    }

    @Test
    void whatIsGivenBesideThePresetHolds() throws ConfigurationException {
        BridgeSection bridge = bridge("queue: {preset: aws-iot-sdk, size: 50, kind: memory, drain-rate: none}");
        assertEquals(new SendPolicy(1, Pace.AWS_IOT, Drain.BEFORE_NEW, 0), bridge.sending());
        assertEquals(
                List.of(50, WhenFull.DROP_NEWEST, Kind.MEMORY),
                List.of(
                        bridge.queue().limit().size(),
                        bridge.queue().whenFull(),
                        bridge.queue().kind()));
    }

    @Test
    void aKeyWithNothingBehindItLeavesThePresetsValue() throws ConfigurationException {
        assertEquals(
                20,
                bridge("queue: {preset: aws-iot-sdk, size: }").queue().limit().size());
        assertEquals(
                100_000, bridge("queue: {preset: , size: }").queue().limit().size());
    }

    @Test
    void theEnvironmentReachesAllOfThem() throws ConfigurationException {
        BridgeSection bridge = Configuration.load(
                        Optional.empty(),
                        Map.of(
                                "AROMA_BRIDGE_QUEUE_PRESET", "aws-iot-sdk",
                                "AROMA_BRIDGE_QUEUE_SIZE", "5",
                                "AROMA_BRIDGE_CLOUD_CONNECTIONS", "3",
                                "AROMA_BRIDGE_CLOUD_PACE", "7/s",
                                "AROMA_BRIDGE_PUBLISH_STATE", "false"),
                        List.of())
                .bridge();
        assertEquals(new SendPolicy(3, new Pace(7, 0), Drain.BEFORE_NEW, 2), bridge.sending());
        assertEquals(List.of(5, false), List.of(bridge.queue().limit().size(), bridge.publishState()));
    }

    @Test
    void whatIsPrintedTellsThePresetAndReadsBack() throws ConfigurationException {
        Configuration configuration =
                Load.yaml(folder, """
                bridge:
                  queue: aws-iot-sdk
                """);
        List<String> lines = configuration.print();
        assertTrue(
                lines.contains("    preset: aws-iot-sdk    # " + folder.resolve("aroma.yaml") + ":2"), lines::toString);
        assertTrue(lines.contains("    size: 20    # preset aws-iot-sdk"), lines::toString);
        assertTrue(lines.contains("    kind: durable    # default"), lines::toString);
        assertEquals(
                configuration.bridge(),
                Load.yaml(folder, String.join("\n", lines)).bridge());
        List<String> without = Load.defaults().print();
        assertTrue(without.contains("    preset:    # default: none"), without::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bridge: {queue: sdk}             | 1:17 bridge.queue.preset: sdk is not known here; use aws-iot-sdk",
                "bridge: {queue: {preset: 5}}     | 1:18 bridge.queue.preset: 5 is not known here; use aws-iot-sdk",
                "bridge: {queue: [aws-iot-sdk]}   | 1:10 bridge.queue: is not a section; write its keys as \"key:"
                        + " value\" lines",
                "bridge: {local: aws-iot-sdk}     | 1:10 bridge.local: is not a section; write its keys as \"key:"
                        + " value\" lines",
                "bridge: {queue: {drain: newest}} | 1:18 bridge.queue.drain: newest is not known here; use fair or"
                        + " before-new",
                "bridge: {queue: {drain-rate: 0/s}} | 1:18 bridge.queue.drain-rate: 0/s is out of range; use 0.001/s to"
                        + " 100000/s",
                "bridge: {queue: {drain-rate: 2}} | 1:18 bridge.queue.drain-rate: 2 is not a rate; use none, or a"
                        + " number and /s, such as 10/s",
                "bridge: {cloud: {pace: 1.5/s}}   | 1:18 bridge.cloud.pace: 1.5/s is not a rate; use aws-iot or none,"
                        + " or a whole number and /s, such as 10/s",
                "bridge: {cloud: {pace: 0/s}}     | 1:18 bridge.cloud.pace: 0/s is out of range; use 1/s to 100000/s",
                "bridge: {cloud: {connections: 101}} | 1:18 bridge.cloud.connections: 101 is out of range; use 1 to 100",
                "bridge: {cloud: {backoff: {base: 20s}}} | 1:28 bridge.cloud.backoff.base: base is not shorter than"
                        + " stable; use base < stable"
            })
    void whatIsWrongIsToldWithItsPlace(String yaml, String problem) {
        List<String> problems = Load.problems(folder, yaml, Map.of());
        assertEquals(1, problems.size(), problems::toString);
        assertEquals("aroma.yaml:" + problem.replaceFirst(" ", ": "), problems.get(0));
    }
}
