package io.aromabridge.broker.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What may be left of a store's two files. SQLite forces the log before it writes to the tables, and the tables before it
 * begins the log anew, so at each moment only one of both has bytes that are not on the disk.
 *
 * @param tables of the database file
 * @param log of the write-ahead log
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CrashFiles(byte[] tables, byte[] log) {
    private static final int SECTOR = 512;
    private static final int LOG_HEADER = 32;

    static CrashFiles of(Path folder) throws IOException {
        return new CrashFiles(bytes(folder.resolve("sessions.db")), bytes(folder.resolve("sessions.db-wal")));
    }

    private static byte[] bytes(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    void put(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("sessions.db"), tables);
        Files.write(folder.resolve("sessions.db-wal"), log);
    }

    /** Whether the log was written into the tables in between. */
    boolean sameTables(CrashFiles other) {
        return Arrays.equals(tables, other.tables);
    }

    /** Bytes that were being written in order when the process ended: some are new, what follows is old. */
    static byte[] cut(byte[] before, byte[] after, RandomGenerator random) {
        int from = Math.max(0, Arrays.mismatch(before, after));
        int at = from + random.nextInt(after.length - from + 1);
        byte[] left = Arrays.copyOf(before, Math.max(before.length, at));
        System.arraycopy(after, 0, left, 0, at);
        return left;
    }

    /** A log; when it is begun anew, SQLite forces its header before it writes what follows. */
    static byte[] tornLog(byte[] forced, byte[] now, RandomGenerator random) {
        boolean anew = now.length > LOG_HEADER
                && forced.length > LOG_HEADER
                && !Arrays.equals(now, 0, LOG_HEADER, forced, 0, LOG_HEADER);
        if (!anew) {
            return torn(forced, now, random);
        }
        byte[] begun = forced.clone();
        System.arraycopy(now, 0, begun, 0, LOG_HEADER);
        return random.nextInt(4) == 0 ? torn(forced, begun, random) : keepHeader(torn(begun, now, random), now);
    }

    private static byte[] keepHeader(byte[] log, byte[] now) {
        System.arraycopy(now, 0, log, 0, LOG_HEADER);
        return log;
    }

    /** Bytes of which each sector, and the size, may have got to the disk or not when the power went. */
    static byte[] torn(byte[] forced, byte[] now, RandomGenerator random) {
        double luck = new double[] {0, 0.5, 0.9, 1}[random.nextInt(4)];
        int least = Math.min(now.length, forced.length);
        int most = Math.max(now.length, forced.length);
        int size = random.nextDouble() < luck ? now.length : least + random.nextInt(most - least + 1);
        byte[] left = Arrays.copyOf(forced, size);
        for (int at = 0; at < size; at += SECTOR) {
            int end = Math.min(Math.min(at + SECTOR, size), now.length);
            if (at < end && random.nextDouble() < luck) {
                System.arraycopy(now, at, left, at, end - at);
            }
        }
        return left;
    }
}
