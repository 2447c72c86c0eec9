package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --lan} binds all interfaces, and opens no anonymous access. */
class LanAccessTest {
    @TempDir
    Path folder = Path.of("");

    private String refusal(String yaml) throws ConfigurationException {
        BrokerSection broker = Load.yaml(folder, yaml).broker();
        AromaException e = assertThrows(AromaException.class, () -> LanAccess.requireNoAnonymous(broker));
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
        return String.valueOf(e.getMessage());
    }

    @Test
    void bindsAllInterfacesWhateverTheFileSays() throws Exception {
        Path file = Load.file(folder, "aroma.yaml", "broker: {host: 127.0.0.1}\ncloud: {host: localhost}\n");
        Configuration configuration = Configuration.load(Optional.of(file), Map.of(), LanAccess.flags());
        assertEquals("0.0.0.0", configuration.broker().host());
        assertEquals("0.0.0.0", configuration.cloud().host());
        assertEquals("0.0.0.0", configuration.dashboard().host());
        assertTrue(
                configuration.print().stream().anyMatch(line -> line.matches(" *host: 0\\.0\\.0\\.0 +# .*--lan.*")),
                () -> String.join("\n", configuration.print()));
    }

    @Test
    void isContentWithPasswordsEverywhere() throws Exception {
        BrokerSection broker = Load.yaml(folder, "broker: {listeners: [{name: b, port: 0, allow-anonymous: false}]}")
                .broker();
        assertDoesNotThrow(() -> LanAccess.requireNoAnonymous(broker));
    }

    @Test
    void namesEverySettingThatLetsAnybodyIn() throws Exception {
        assertEquals(
                "--lan lets nobody in without a password, but broker.allow-anonymous is true; set it to false, or leave"
                        + " --lan out",
                refusal("broker: {allow-anonymous: true}"));
        assertEquals(
                "--lan lets nobody in without a password, but allow-anonymous of the listener b is true; set it to"
                        + " false, or leave --lan out",
                refusal("broker: {listeners: [{name: a, port: 0}, {name: b, port: 0, allow-anonymous: true}]}"));
        assertTrue(refusal("broker: {allow-anonymous: true, listeners: [{name: b, port: 0, allow-anonymous: true}]}")
                .contains("broker.allow-anonymous, and allow-anonymous of the listener b is true"));
    }
}
