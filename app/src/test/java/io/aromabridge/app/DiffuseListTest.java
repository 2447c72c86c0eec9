package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code aroma diffuse --list}: one command for the devices of a list. */
@ExtendWith(SharedDemo.class)
class DiffuseListTest {
    @TempDir
    Path folder = Path.of("");

    private String list(String text) throws Exception {
        return Files.writeString(folder.resolve("devices.txt"), text).toString();
    }

    @Test
    void reachesTheDevicesOfTheListAndTheArgumentsEachOnce(RunningDemo demo) throws Exception {
        AromaRun run = AromaRun.here(
                        "diffuse",
                        "ASN2A00003",
                        "--list",
                        list("# spectators\r\nASN2A00001\r\n\r\nASN2A00003\r\nASN2A00010  # on the LAN\r\n"),
                        "--channel",
                        "6",
                        "--duration",
                        "100",
                        "--data",
                        demo.data().toString())
                .exits(0)
                .says();
        assertEquals(
                List.of(
                        "ASN2A00001 (cloud): diffusing channel 6 at 100 % for 100 ms",
                        "ASN2A00003 (cloud): diffusing channel 6 at 100 % for 100 ms",
                        "ASN2A00010 (local): diffusing channel 6 at 100 % for 100 ms"),
                run.out().stream().sorted().toList(),
                run::toString);
    }

    @Test
    void aBadLineStopsItBeforeAnythingIsSent() throws Exception {
        String list = list("ASN2A00001\nASN2A0002\n");
        AromaRun.here("diffuse", "--list", list, "--data", folder.toString())
                .fails(3, "aroma: " + list + ":2: serial number \"ASN2A0002\"");
    }

    @Test
    void neitherSerialNorListIsAWrongCommandLine() {
        AromaRun run = AromaRun.here("diffuse", "--channel", "3").exits(2);
        assertEquals(
                List.of(
                        "aroma diffuse: Missing required parameter: 'SERIAL', or --list FILE",
                        "Try 'aroma diffuse --help'."),
                run.err());
    }
}
