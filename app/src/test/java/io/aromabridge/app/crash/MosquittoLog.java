package io.aromabridge.app.crash;

import io.aromabridge.testing.process.Mosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * mosquitto's log of each packet, which it writes before it sends what follows from it. It knows topics, so that a message
 * is known by its own.
 */
record MosquittoLog(Path folder) {
    /** The log. */
    Path file() {
        return folder.resolve("mosquitto.log");
    }

    /** What mosquitto is started with for it; what it keeps, it writes to the disk whenever something has changed. */
    Mosquitto.Setup setup() throws IOException {
        Path data = Files.createDirectories(folder.resolve("mosquitto-data"));
        return Mosquitto.in(folder)
                .logTo(file())
                .with(
                        "persistence true",
                        "persistence_location " + data + "/",
                        "autosave_on_changes true",
                        "autosave_interval 1",
                        "max_inflight_messages 100",
                        "max_queued_messages 0",
                        "log_type all");
    }

    private static final Pattern RECEIVED =
            Pattern.compile("Received PUBLISH from .*\\(d\\d, q1, r\\d, m\\d+, 'load/\\d+/(\\d+)'");
    private static final Pattern SENT =
            Pattern.compile("Sending PUBLISH to (\\S+) \\(d\\d, q1, r\\d, m(\\d+), 'load/\\d+/(\\d+)'");
    private static final Pattern ACKNOWLEDGED = Pattern.compile("Received PUBACK from (\\S+) \\(Mid: (\\d+)");

    /** Books what it received of the numbered messages. */
    static void received(String line, IntConsumer book) {
        Matcher matcher = RECEIVED.matcher(line);
        if (matcher.find()) {
            book.accept(Integer.parseInt(matcher.group(1)));
        }
    }

    /** The numbered messages that its subscribers acknowledged. */
    BitSet acknowledged() throws IOException {
        BitSet acknowledged = new BitSet();
        Map<String, Integer> sent = new HashMap<>();
        try (Stream<String> lines = Files.lines(file())) {
            lines.forEach(line -> {
                Matcher out = SENT.matcher(line);
                Matcher in = ACKNOWLEDGED.matcher(line);
                if (out.find()) {
                    sent.put(out.group(1) + " " + out.group(2), Integer.parseInt(out.group(3)));
                } else if (in.find()) {
                    Integer number = sent.remove(in.group(1) + " " + in.group(2));
                    if (number != null) {
                        acknowledged.set(number);
                    }
                }
            });
        }
        return acknowledged;
    }
}
