package io.aromabridge.bridge.fanout;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.topic.TopicName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A device list, and the topics that it gave when it was last read without a mistake. Safe for several threads. */
final class ListFile {
    private static final Logger log = LoggerFactory.getLogger(ListFile.class);

    /** One state of a file; without a time the file is not there. */
    private record Stamp(Optional<FileTime> modified, long size, Optional<Object> key) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(
                        Optional.of(seen.lastModifiedTime()), seen.size(), Optional.ofNullable(seen.fileKey()));
            } catch (IOException e) {
                // Reading it gives the reason; a missing file is a state as well.
                return new Stamp(Optional.empty(), 0, Optional.empty());
            }
        }
    }

    private final Path file;
    private final TopicPattern pattern;

    private volatile Map<String, TopicName> topics;

    // guarded by this
    private Stamp judged;
    private Stamp lastSeen;

    private ListFile(Path file, TopicPattern pattern) throws AromaException {
        this.file = file;
        this.pattern = pattern;
        this.judged = Stamp.of(file);
        this.lastSeen = judged;
        this.topics = read(file, pattern);
    }

    /**
     * Reads it.
     *
     * @throws AromaException CONFIGURATION as {@link DeviceList#read}
     */
    static ListFile open(Path file, TopicPattern pattern) throws AromaException {
        return new ListFile(file, pattern);
    }

    private static Map<String, TopicName> read(Path file, TopicPattern pattern) throws AromaException {
        Map<String, TopicName> topics = new LinkedHashMap<>();
        for (String serial : DeviceList.read(file)) {
            topics.put(serial, pattern.of(serial));
        }
        return Collections.unmodifiableMap(topics);
    }

    /** The topic of each device, in the order of the list. */
    Map<String, TopicName> topics() {
        return topics;
    }

    /**
     * Reads it anew if it has changed, and has not changed further since the last time this was called: a file that is
     * being written is left alone.
     */
    synchronized void check() {
        Stamp now = Stamp.of(file);
        boolean settled = now.equals(lastSeen);
        lastSeen = now;
        if (!settled || now.equals(judged)) {
            return;
        }
        judged = now;
        try {
            topics = read(file, pattern);
            log.info("fan-out: {} was read anew: {}", file, devices(topics.size()));
        } catch (AromaException e) {
            log.warn("fan-out: {}. The previous list stays in force: {}", e.getMessage(), devices(topics.size()));
        }
    }

    private static String devices(int number) {
        return number == 1 ? "1 device" : number + " devices";
    }

    @Override
    public String toString() {
        return file + " (" + devices(topics.size()) + ")";
    }
}
