package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.DiskFolder;
import io.aromabridge.bridge.log.LogFolder;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.DurableQueue.Reading;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.queue.Succession.Part;
import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the partitions of a durable queue as its {@link Layout} says, and gives each link its share of them. */
final class DurablePartitions {
    /** Where they lie, and what writes them. */
    interface Storage {
        /** The folder of the queue. */
        LogFolder folder() throws AromaException;

        /** The folder of one partition. */
        LogFolder folder(String partition) throws AromaException;

        /** Removes the folder of a partition. */
        void remove(String partition) throws AromaException, IOException;

        /** Runs what writes one partition. */
        WriterThread thread(int number);
    }

    /** On the disk, with a thread for each. */
    record OnDisk(Path path, String name, InstantSource clock) implements Storage {
        @Override
        public LogFolder folder() throws AromaException {
            return DiskFolder.open(path);
        }

        @Override
        public LogFolder folder(String partition) throws AromaException {
            return DiskFolder.open(path.resolve(partition));
        }

        @Override
        public void remove(String partition) throws AromaException, IOException {
            DiskFolder.remove(path.resolve(partition));
        }

        @Override
        public WriterThread thread(int number) {
            return WriterThread.named(number == 0 ? name : name + "-" + number, clock);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(DurableQueue.class);

    // fixed
    private final Storage storage;
    private final Durable settings;
    private final Reading reading;
    private final IntFunction<QueueListener> listener;
    private final int links;
    private final List<OutboundQueue> opened = new ArrayList<>();

    private DurablePartitions(
            Storage storage, Durable settings, Reading reading, IntFunction<QueueListener> listener, int links) {
        this.storage = storage;
        this.settings = settings;
        this.reading = reading;
        this.listener = listener;
        this.links = links;
    }

    /** The settings are those of one partition. */
    static Partitions open(
            Durable settings, SendPolicy sending, Storage storage, int window, IntFunction<QueueListener> listener)
            throws AromaException {
        LogFolder folder = storage.folder();
        Reading reading = new Reading(window, sending);
        DurablePartitions made = new DurablePartitions(storage, settings, reading, listener, sending.connections());
        boolean done = false;
        try {
            Partitions all = made.open(folder);
            done = true;
            return all;
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    "queue folder " + folder + " cannot be used (" + e + "); check its owner and mode, and the disk",
                    e);
        } finally {
            if (!done) {
                made.opened.forEach(OutboundQueue::close);
                release(folder);
            }
        }
    }

    private Partitions open(LogFolder folder) throws AromaException, IOException {
        Layout before = Layout.read(folder);
        Layout wanted = before.with(links);
        if (!wanted.equals(before)) {
            // Before anything is put into the new ones.
            wanted.write(folder);
        }
        List<List<Integer>> drained = new ArrayList<>();
        List<List<OutboundQueue>> times = new ArrayList<>();
        for (List<Integer> numbers : wanted.times()) {
            List<OutboundQueue> time = openTime(numbers);
            if (!numbers.equals(wanted.current()) && isEmpty(time)) {
                time.forEach(OutboundQueue::close);
                drained.add(numbers);
            } else {
                times.add(time);
            }
        }
        forget(drained, wanted, folder);
        return shared(times, folder);
    }

    private List<OutboundQueue> openTime(List<Integer> numbers) throws AromaException {
        List<OutboundQueue> time = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            int number = numbers.get(i);
            OutboundQueue queue = DurableQueue.openIn(
                    storage.folder(Layout.partition(number)),
                    settings,
                    reading,
                    listener.apply(i % links),
                    storage.thread(number));
            opened.add(queue);
            time.add(queue);
        }
        return time;
    }

    private static boolean isEmpty(List<OutboundQueue> time) {
        return time.stream().allMatch(queue -> queue.counters().depth() == 0);
    }

    /** Removes partitions in which nothing is left; if that fails, they are there at the next start, and empty. */
    private void forget(List<List<Integer>> drained, Layout layout, LogFolder folder) throws AromaException {
        try {
            for (List<Integer> time : drained) {
                for (int number : time) {
                    storage.remove(Layout.partition(number));
                }
            }
            if (!drained.isEmpty()) {
                layout.without(drained).write(folder);
            }
        } catch (IOException e) {
            log.info("queue {}: partitions that are empty could not be removed: {}", folder, e.toString());
        }
    }

    /** One for each link: its own, and of older times those that fall to it. */
    private Partitions shared(List<List<OutboundQueue>> times, LogFolder folder) {
        Handover handover = new Handover(times);
        List<OutboundQueue> shares = new ArrayList<>();
        for (int link = 0; link < links; link++) {
            List<Part> parts = new ArrayList<>();
            for (int time = 0; time < times.size(); time++) {
                List<OutboundQueue> all = times.get(time);
                for (int i = link; i < all.size(); i += links) {
                    parts.add(new Part(all.get(i), time));
                }
            }
            shares.add(new Succession(parts, handover));
        }
        return new Partitions(shares, () -> release(folder));
    }

    private static void release(LogFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            log.warn("queue {}: it could not be closed cleanly: {}", folder, e.toString());
        }
    }
}
