package io.aromabridge.app.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mosquitto with a listener and a log of each packet, which it writes before it sends what follows from it. The log
 * knows topics, so that a message is known by its own.
 */
record Mosquitto(Path program, Path folder, int port, List<String> listener) {
    private static final Pattern RECEIVED =
            Pattern.compile("Received PUBLISH from .*\\(d\\d, q1, r\\d, m\\d+, 'load/\\d+/(\\d+)'");
    private static final Pattern SENT =
            Pattern.compile("Sending PUBLISH to (\\S+) \\(d\\d, q1, r\\d, m(\\d+), 'load/\\d+/(\\d+)'");
    private static final Pattern ACKNOWLEDGED = Pattern.compile("Received PUBACK from (\\S+) \\(Mid: (\\d+)");

    /** Where it is installed, if it is. */
    static Optional<Path> find() {
        return Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/sbin")
                .map(place -> Path.of(place, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What it keeps, it writes to the disk whenever something has changed, which is the most that it can do. */
    Child start() throws IOException {
        Path data = Files.createDirectories(folder.resolve("mosquitto-data"));
        Path file = Files.write(
                folder.resolve("mosquitto.conf"),
                Stream.concat(
                                Stream.of(
                                        "listener " + port + " 127.0.0.1",
                                        "allow_anonymous true",
                                        // Else root becomes somebody who may not write here.
                                        "user " + System.getProperty("user.name"),
                                        "persistence true",
                                        "persistence_location " + data + "/",
                                        "autosave_on_changes true",
                                        "autosave_interval 1",
                                        "max_inflight_messages 100",
                                        "max_queued_messages 0",
                                        "sys_interval 0",
                                        "log_dest stderr",
                                        "log_type all"),
                                listener.stream())
                        .toList());
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "-c", file.toString());
        return Child.start(folder, "mosquitto", builder);
    }

    Path log() {
        return folder.resolve("mosquitto.log");
    }

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
        try (Stream<String> lines = Files.lines(log())) {
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
