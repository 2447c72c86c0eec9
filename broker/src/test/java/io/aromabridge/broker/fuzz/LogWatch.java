package io.aromabridge.broker.fuzz;

import io.aromabridge.testing.log.LogLine;
import io.aromabridge.testing.log.LogTap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.Level;

/** What the broker and Netty log from WARN upwards: counted by kind, and what must not be there in full. */
final class LogWatch implements AutoCloseable {
    private static final int KEPT = 20;

    private final List<LogTap> taps = List.of(
            LogTap.divert("io.aromabridge", Level.WARN, this::add), LogTap.divert("io.netty", Level.WARN, this::add));

    // guarded by this
    private final Map<String, Integer> warnings = new TreeMap<>();
    private final List<String> bad = new ArrayList<>();

    private synchronized void add(LogLine line) {
        boolean broken = line.text().chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
        boolean error = line.level() == Level.ERROR || line.logger().startsWith("io.netty");
        if ((broken || error) && bad.size() < KEPT) {
            bad.add(line.logger() + ": " + line
                    + line.thrown().map(thrown -> " with " + thrown).orElse(""));
        }
        String cause = line.thrown()
                .map(thrown -> " with " + thrown.getClass().getName())
                .orElse("");
        warnings.merge(line.pattern() + cause, 1, Integer::sum);
    }

    /** Errors, anything of Netty's, and lines that a client has broken in two. */
    synchronized List<String> bad() {
        return List.copyOf(bad);
    }

    /** How often each kind of warning was there. */
    synchronized Map<String, Integer> warnings() {
        return new TreeMap<>(warnings);
    }

    @Override
    public void close() {
        taps.forEach(LogTap::close);
    }
}
