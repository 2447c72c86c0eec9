package io.aromabridge.bridge;

import io.aromabridge.bridge.link.Quarantine;
import io.aromabridge.core.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Keeps messages that the cloud hangs up on, one JSON object a line: {@code at} (RFC 3339), {@code topic}, {@code qos},
 * {@code retain}, {@code payload} (Base64), {@code reason}. Used by the threads of all links.
 */
final class QuarantineFile implements Quarantine {
    private static final int FIRST_PRINTABLE = 0x20;

    private final Path path;
    private final InstantSource clock;

    QuarantineFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    @Override
    public synchronized void take(Message message, String reason) throws IOException {
        String line = "{\"at\":" + quoted(clock.instant().toString())
                + ",\"topic\":" + quoted(message.topic().value())
                + ",\"qos\":" + message.qos().level()
                + ",\"retain\":" + message.retained()
                + ",\"payload\":"
                + quoted(Base64.getEncoder().encodeToString(message.payload().toBytes()))
                + ",\"reason\":" + quoted(reason) + "}\n";
        Files.write(
                path,
                line.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    /** A JSON string (RFC 8259, section 7). */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
