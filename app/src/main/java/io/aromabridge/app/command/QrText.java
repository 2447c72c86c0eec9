package io.aromabridge.app.command;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/** A QR code for a terminal: two modules one above the other in each character. */
final class QrText {
    /** Light modules around the code (ISO/IEC 18004, section 6.3.8). */
    private static final int QUIET_ZONE = 4;

    /** Black on white of the fixed 256 colours, whatever the terminal's own are: most readers want dark on light. */
    private static final String COLOURS = "\u001B[38;5;16;48;5;231m";

    private static final String RESET = "\u001B[0m";

    private QrText() {}

    /** The lines, with the terminal's codes for colours. */
    static List<String> lines(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        List<String> lines = new ArrayList<>();
        int end = code.size + QUIET_ZONE;
        for (int y = -QUIET_ZONE; y < end; y += 2) {
            StringBuilder line = new StringBuilder(COLOURS);
            for (int x = -QUIET_ZONE; x < end; x++) {
                line.append(character(code.getModule(x, y), code.getModule(x, y + 1)));
            }
            lines.add(line.append(RESET).toString());
        }
        return lines;
    }

    private static char character(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
