package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.SyncMode;
import java.nio.file.Path;

/** Where messages wait for the cloud, and how many. */
public sealed interface QueueSettings {
    /** How much may wait. */
    QueueLimit limit();

    /** In memory: lost when the process ends. */
    record Memory(QueueLimit limit) implements QueueSettings {
        @Override
        public String toString() {
            return "in memory: " + limit + "; messages in it are lost when this process ends";
        }
    }

    /**
     * In files, which outlive the process.
     *
     * @param folder of this bridge alone; made if it is missing
     * @param sync when it is synced to the disk
     * @param limit how much may wait; with several connections each has an even share of it
     * @param segmentBytes size of one file, 1 KiB to 1 GiB; what is done with leaves the disk file by file
     */
    record Durable(Path folder, SyncMode sync, QueueLimit limit, int segmentBytes) implements QueueSettings {
        private static final int DEFAULT_SEGMENT_BYTES = 8 << 20;
        private static final int LEAST_SEGMENT_BYTES = 1 << 10;
        private static final int MOST_SEGMENT_BYTES = 1 << 30;

        /** Throws {@link IllegalArgumentException} for a size of files out of its range. */
        public Durable {
            if (segmentBytes < LEAST_SEGMENT_BYTES || segmentBytes > MOST_SEGMENT_BYTES) {
                throw new IllegalArgumentException(
                        "queue segment of " + segmentBytes + " bytes: it must be 1 KiB to 1 GiB");
            }
        }

        /** For one of so many partitions. */
        Durable share(int partitions) {
            return new Durable(folder, sync, limit.share(partitions), segmentBytes);
        }

        /** With the usual sizes, synced at intervals. */
        public static Durable in(Path folder) {
            return new Durable(folder, SyncMode.INTERVAL, QueueLimit.DURABLE_DEFAULT, DEFAULT_SEGMENT_BYTES);
        }

        @Override
        public String toString() {
            String synced =
                    switch (sync) {
                        case NEVER -> "synced to the disk by the operating system alone";
                        case INTERVAL -> "synced to the disk within 5 ms or 100 messages";
                        case ALWAYS -> "synced to the disk before they are acknowledged";
                    };
            return "in " + folder + ": " + limit + "; " + synced;
        }
    }
}
