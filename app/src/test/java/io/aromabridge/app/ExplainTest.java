package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code aroma explain}: the configured routes, for a person and for AWS. */
class ExplainTest {
    @TempDir
    Path folder = Path.of("");

    private String config(String bridge) throws Exception {
        return Files.writeString(folder.resolve("aroma.yaml"), "bridge: " + bridge + "\n")
                .toString();
    }

    private static JsonNode document(AromaRun run) throws Exception {
        return new ObjectMapper().readTree(String.join("\n", run.out()));
    }

    @Test
    void tellsTheWayOfATopic() {
        AromaRun run = AromaRun.here("explain", "aromajoin/aromashooter/ASN2A00001/command/diffuse")
                .exits(0);
        assertEquals(
                List.of(
                        "out aromajoin/aromashooter/+/command/#",
                        "  to the cloud as aromajoin/aromashooter/ASN2A00001/command/diffuse, QoS 1"),
                run.out().subList(0, 2));
        assertEquals(List.of(), run.err());
    }

    @Test
    void aTopicThatNoRouteTakesIsAFailure() {
        AromaRun.here("explain", "aromajoin/other")
                .fails(1, "no route takes aromajoin/other; the nearest is \"out aromajoin/aromashooter/+/command/#\"");
        AromaRun.here("explain", "other").fails(1, "no route takes other; see bridge.routes");
    }

    @Test
    void printsThePolicyForTheConfiguredEndpoint() throws Exception {
        String config =
                config("{cloud: {host: x-ats.iot.eu-west-1.amazonaws.com, client-id: hall}, routes: [{out: a/#}]}");
        AromaRun run = AromaRun.here("explain", "--policy", "--account", "123456789012", "--config", config)
                .exits(0);
        assertEquals(
                "arn:aws:iot:eu-west-1:123456789012:client/hall",
                document(run).at("/Statement/0/Resource/0").textValue());
        assertEquals(List.of(), run.err());
    }

    @Test
    void saysWhatStandsForRegionAndAccount() throws Exception {
        AromaRun run = AromaRun.here("explain", "--policy").exits(0);
        assertTrue(
                document(run)
                        .at("/Statement/0/Resource/0")
                        .textValue()
                        .startsWith("arn:aws:iot:REGION:ACCOUNT:client/"),
                run::toString);
        assertEquals(
                List.of(
                        "aroma: put your region in place of REGION, or give --region",
                        "aroma: put your account in place of ACCOUNT, or give --account"),
                run.err());
    }

    @Test
    void warnsOfWhatAwsIotRefuses() throws Exception {
        String config = config("{routes: [{in: $SYS/#}]}");
        AromaRun run = AromaRun.here(
                        "explain", "--policy", "--region", "us-west-2", "--account", "123456789012", "--config", config)
                .exits(0);
        assertEquals(
                List.of("aroma: warning: route \"in $SYS/#\": AWS IoT hangs up on topics that begin with $, but for"
                        + " those under $aws/"),
                run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain | give either TOPIC or --policy",
                "explain a --policy | give either TOPIC or --policy",
                "explain a --region us-west-2 | --region and --account are for --policy",
                "explain --policy --region US | --region: expected a region such as us-west-2",
                "explain --policy --account 12345678901 | --account: expected twelve digits",
                "explain a/+ | topic \"a/+\": wildcard '+' is not allowed in a topic to publish to (index 2)"
            })
    void wrongLinesAreUsageErrors(String line, String answer) {
        AromaRun run = AromaRun.here(line.split(" ", -1)).exits(2);
        assertEquals(List.of("aroma explain: " + answer, "Try 'aroma explain --help'."), run.err());
    }

    @Test
    void aWrongConfigurationIsTold() throws Exception {
        AromaRun.here("explain", "a", "--config", config("{routes: [{out: a/b+}]}"))
                .exits(3);
        AromaRun.here("explain", "--policy", "--config", config("{routes: [{out: a}, {in: a}]}"))
                .fails(3, "make a loop");
    }
}
