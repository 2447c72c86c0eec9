package io.aromabridge.broker.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.message.Payload;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client speaks, by its first bytes: a packet of two bytes is never waited for to grow. */
class ForeignProtocolTest {
    @ParameterizedTest
    @CsvSource({
        "c000, false, ''",
        "e000, false, ''",
        "e0, false, ''",
        "10, false, MQTT",
        "101e0004, false, MQTT",
        "500200, false, ''",
        "47, true, ''",
        "4745, true, ''",
        "47455420, false, HTTP",
        "47455458, false, ''",
        "504f5354, false, HTTP",
        "50524920, false, HTTP",
        "16, true, ''",
        "1603, false, TLS",
        "16030100, false, TLS",
        "1602, false, ''",
    })
    void isKnownByFewBytes(String hex, boolean undecided, String protocol) {
        Payload first = Payload.owning(HexFormat.of().parseHex(hex));
        assertEquals(undecided, ForeignProtocol.isUndecided(first));
        assertEquals(
                Optional.of(protocol).filter(name -> !name.isEmpty()),
                ForeignProtocol.of(first).map(Enum::name));
    }
}
