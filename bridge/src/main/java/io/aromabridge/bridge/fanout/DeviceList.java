package io.aromabridge.bridge.fanout;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.core.message.Payload;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that names Aroma Shooters: UTF-8, one serial number a line. Blank lines, and what stands behind a {@code #}, do
 * not count; lines may end with CRLF.
 */
public final class DeviceList {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern SERIAL = Pattern.compile("AS\\w{8}");

    private DeviceList() {}

    /**
     * The serial numbers in the order of the file, each once.
     *
     * @throws AromaException CONFIGURATION, with the line, for what is no serial number; if the file names none; if it
     *     cannot be read
     */
    public static Set<String> read(Path file) throws AromaException {
        Set<String> serials = new LinkedHashSet<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String serial = line.split("#", 2)[0].strip();
            if (!serial.isEmpty()) {
                requireSerial(serial, file + ":" + number);
                serials.add(serial);
            }
        }
        if (serials.isEmpty()) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    file + ": it names no device; write one serial number a line, such as ASN2A00002");
        }
        return serials;
    }

    private static List<String> lines(Path file) throws AromaException {
        try {
            String text = Files.readString(file);
            return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new AromaException(
                    Kind.CONFIGURATION, file + ": there is no such file; make it, or name the right one", e);
        } catch (CharacterCodingException e) {
            throw new AromaException(Kind.CONFIGURATION, file + ": it is not UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new AromaException(Kind.CONFIGURATION, file + ": it cannot be read (" + e + "); check its rights", e);
        }
    }

    private static void requireSerial(String serial, String place) throws AromaException {
        if (!SERIAL.matcher(serial).matches()) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    place + ": serial number \"" + Payload.of(serial).excerpt(40)
                            + "\": expected AS and 8 more letters or digits, such as ASN2A00002");
        }
    }
}
