package io.aromabridge.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The characters show the modules of the code, with its quiet zone. */
class QrTextTest {
    private static final String BLACK_ON_WHITE = "\u001B[38;5;16;48;5;231m";
    private static final String RESET = "\u001B[0m";
    private static final int QUIET_ZONE = 4;

    @ParameterizedTest
    @ValueSource(strings = {"a", "http://192.168.178.100:8080/", "http://[2001:db8:85a3:0:0:8a2e:370:7334]:65535/"})
    void everyModuleIsWhereItBelongs(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        int width = code.size + 2 * QUIET_ZONE;
        List<String> lines = QrText.lines(text);
        assertEquals((width + 1) / 2, lines.size());
        for (int row = 0; row < lines.size(); row++) {
            String line = lines.get(row);
            assertTrue(line.startsWith(BLACK_ON_WHITE) && line.endsWith(RESET), line);
            String modules = line.substring(BLACK_ON_WHITE.length(), line.length() - RESET.length());
            assertEquals(width, modules.length(), line);
            for (int column = 0; column < width; column++) {
                char shown = modules.charAt(column);
                int x = column - QUIET_ZONE;
                int y = 2 * row - QUIET_ZONE;
                assertEquals(code.getModule(x, y), "█▀".indexOf(shown) >= 0, "upper of " + x + "," + y);
                assertEquals(code.getModule(x, y + 1), "█▄".indexOf(shown) >= 0, "lower of " + x + "," + y);
            }
        }
    }
}
