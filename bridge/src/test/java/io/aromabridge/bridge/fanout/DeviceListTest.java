package io.aromabridge.bridge.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.core.AromaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device list names shooters, one a line. */
class DeviceListTest {
    @TempDir
    Path folder = Path.of("");

    private Path file(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("devices.txt"), bytes);
    }

    private Path file(String text) throws Exception {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private void refuses(Path file, String message) {
        AromaException e = assertThrows(AromaException.class, () -> DeviceList.read(file));
        assertEquals(file + message, e.getMessage());
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ASN2A00002\nASN2A00001\n",
                "ASN2A00002\nASN2A00001",
                "ASN2A00002\r\nASN2A00001\r\n",
                "\uFEFFASN2A00002\r\nASN2A00001",
                "# first row\n\n  ASN2A00002 \t# by the door\n\t\n#\nASN2A00001#ASN2A00003\n",
                "ASN2A00002\nASN2A00001\nASN2A00002\n"
            })
    void namesEachOnceInTheOrderOfTheFile(String text) throws Exception {
        assertEquals(List.of("ASN2A00002", "ASN2A00001"), List.copyOf(DeviceList.read(file(text))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ASN2A0002", "ASN2A00002 ASN2A00003", "ASN2A00002,", "asn2a00002", "ASN2A00002;3"})
    void namesTheLineOfABadSerial(String line) throws Exception {
        refuses(
                file("# list\r\n\r\nASN2A00001\r\n" + line + "\r\n"),
                ":4: serial number \"" + line + "\": expected AS and 8 more letters or digits, such as ASN2A00002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# ASN2A00002\n", "\uFEFF"})
    void refusesAListWithoutADevice(String text) throws Exception {
        refuses(file(text), ": it names no device; write one serial number a line, such as ASN2A00002");
    }

    @Test
    void refusesWhatIsNotUtf8() throws Exception {
        refuses(file(new byte[] {'#', ' ', (byte) 0xE4, '\n'}), ": it is not UTF-8; save it as UTF-8");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        refuses(folder.resolve("none.txt"), ": there is no such file; make it, or name the right one");
    }

    @Test
    void refusesAFolder() {
        AromaException e = assertThrows(AromaException.class, () -> DeviceList.read(folder));
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
    }
}
