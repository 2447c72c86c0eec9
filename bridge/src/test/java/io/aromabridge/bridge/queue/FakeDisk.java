package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.LogFile;
import io.aromabridge.bridge.log.LogFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A folder that may end at any operation: by the end of the process, which leaves what was written, or by a power loss,
 * which loses and tears whatever was not synced, names too. It can be full, and fail to sync.
 */
final class FakeDisk implements LogFolder {
    /** Everything ends here. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    private static final int SECTOR = 64;

    private static final class Content {
        byte[] now = new byte[0];
        byte[] onDisk = new byte[0];
        /** A sync has failed: what was not on the disk then never gets there. */
        boolean failed;
    }

    private interface NameChange {
        void on(Map<String, Content> names);
    }

    private final RandomGenerator random;
    private Map<String, Content> now = new TreeMap<>();
    private Map<String, Content> onDisk = new TreeMap<>();
    private final List<NameChange> unsynced = new ArrayList<>();
    private int operationsLeft = Integer.MAX_VALUE;
    private boolean down;
    long capacity = Long.MAX_VALUE;
    int syncsToFail;
    /** How often a file was synced. */
    int syncs;

    FakeDisk(RandomGenerator random) {
        this.random = random;
    }

    /** It ends after so many operations. */
    void crashAfter(int operations) {
        operationsLeft = operations;
    }

    /** The process starts again. */
    void afterKill() {
        down = false;
        operationsLeft = Integer.MAX_VALUE;
    }

    /** The machine starts again. */
    void afterPowerLoss() {
        afterKill();
        double luck = List.of(0.0, 0.5, 0.9, 1.0).get(random.nextInt(4));
        Map<String, Content> names = onDisk;
        for (NameChange change : unsynced) {
            if (random.nextDouble() < luck) {
                change.on(names);
            }
        }
        unsynced.clear();
        for (Content content : names.values()) {
            content.onDisk = torn(content, luck);
            content.now = content.onDisk.clone();
            content.failed = false;
        }
        now = new TreeMap<>(names);
        onDisk = new TreeMap<>(names);
    }

    private byte[] torn(Content content, double luck) {
        int least = Math.min(content.now.length, content.onDisk.length);
        int most = Math.max(content.now.length, content.onDisk.length);
        int size = random.nextDouble() < luck ? content.now.length : least + random.nextInt(most - least + 1);
        byte[] left = Arrays.copyOf(content.onDisk, size);
        for (int at = 0; at < size; at += SECTOR) {
            int end = Math.min(Math.min(at + SECTOR, size), content.now.length);
            if (at < end && random.nextDouble() < luck && !content.failed) {
                System.arraycopy(content.now, at, left, at, end - at);
            }
        }
        return left;
    }

    /** Turns one byte of a file into another. */
    void flip(String name, int at) throws IOException {
        Content content = content(name);
        content.now[at] ^= 0x55;
        content.onDisk = content.now.clone();
    }

    /** Cuts a file off. */
    void cut(String name, int size) throws IOException {
        Content content = content(name);
        content.now = Arrays.copyOf(content.now, size);
        content.onDisk = content.now.clone();
    }

    int size(String name) throws IOException {
        return content(name).now.length;
    }

    private void operation() {
        if (down || operationsLeft-- <= 0) {
            down = true;
            throw new Crash();
        }
    }

    private Content content(String name) throws IOException {
        @Nullable Content content = now.get(name);
        if (content == null) {
            throw new FileNotFoundException(name);
        }
        return content;
    }

    private void change(NameChange change) {
        change.on(now);
        unsynced.add(change);
    }

    @Override
    public List<String> names() {
        return List.copyOf(now.keySet());
    }

    @Override
    public LogFile create(String name) throws IOException {
        operation();
        if (now.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        Content content = new Content();
        change(names -> names.put(name, content));
        return new FakeFile(content);
    }

    @Override
    public LogFile open(String name) throws IOException {
        return new FakeFile(content(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        operation();
        Content content = content(from);
        change(names -> {
            if (names.remove(from, content)) {
                names.put(to, content);
            }
        });
    }

    @Override
    public void delete(String name) throws IOException {
        operation();
        Content content = content(name);
        change(names -> names.remove(name, content));
    }

    @Override
    public void sync() throws IOException {
        operation();
        failIfToldSo();
        onDisk = new TreeMap<>(now);
        unsynced.clear();
    }

    private boolean failIfToldSo() throws IOException {
        if (syncsToFail > 0) {
            syncsToFail--;
            throw new IOException("Input/output error");
        }
        return false;
    }

    @Override
    public long usableBytes() {
        return capacity
                - now.values().stream().mapToLong(content -> content.now.length).sum();
    }

    @Override
    public void close() {
        // No lock: a test may look at what a queue that crashed left.
    }

    @Override
    public String toString() {
        return "fake";
    }

    private final class FakeFile implements LogFile {
        private final Content content;

        FakeFile(Content content) {
            this.content = content;
        }

        @Override
        public long size() {
            return content.now.length;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            byte[] all = new byte[bytes.remaining()];
            bytes.get(all);
            long growth = Math.max(0, offset + all.length - content.now.length);
            try {
                operation();
            } catch (Crash crash) {
                put(all, random.nextInt(all.length + 1), (int) offset);
                throw crash;
            }
            if (growth > usableBytes()) {
                put(all, (int) Math.min(all.length, Math.max(0, usableBytes())), (int) offset);
                throw new IOException("No space left on device");
            }
            put(all, all.length, (int) offset);
        }

        private void put(byte[] all, int count, int offset) {
            content.now = Arrays.copyOf(content.now, Math.max(content.now.length, offset + count));
            System.arraycopy(all, 0, content.now, offset, count);
        }

        @Override
        public void read(ByteBuffer into, long offset) {
            int count = (int) Math.min(into.remaining(), Math.max(0, content.now.length - offset));
            into.put(content.now, (int) offset, count);
        }

        @Override
        public void truncate(long size) {
            operation();
            content.now = Arrays.copyOf(content.now, (int) Math.min(size, content.now.length));
        }

        @Override
        public void sync() throws IOException {
            operation();
            syncs++;
            try {
                failIfToldSo();
            } catch (IOException e) {
                content.failed = true;
                throw e;
            }
            if (!content.failed) {
                content.onDisk = content.now.clone();
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
