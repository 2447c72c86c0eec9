package io.aromabridge.testkit.fanout;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Hop.Step;
import io.aromabridge.core.journal.Journal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most messages in any second, on each connection of the bridge: as they leave the bridge, and as they reach the
 * stand-in, which does not enforce the quota yet.
 */
final class Rate implements Journal {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** What passed in the last second, and the most that ever did. */
    private static final class Window {
        private final ArrayDeque<Long> passed = new ArrayDeque<>();
        private int most;

        void pass(long now) {
            passed.addLast(now);
            while (now - passed.getFirst() >= SECOND) {
                passed.removeFirst();
            }
            most = Math.max(most, passed.size());
        }
    }

    private final String topics;
    private final Map<String, Window> leaving = new HashMap<>();
    private final Map<String, Window> arriving = new HashMap<>();

    /** Of messages whose topic at the cloud begins so. */
    Rate(String topics) {
        this.topics = topics;
    }

    @Override
    public synchronized void record(Hop hop) {
        if (hop.step() == Step.IN_FLIGHT) {
            pass(leaving, hop);
        } else if (hop.step() == Step.RECEIVED
                && hop.place().equals("cloud")
                && hop.message().topic().value().startsWith(topics)) {
            pass(arriving, hop);
        }
    }

    private static void pass(Map<String, Window> windows, Hop hop) {
        windows.computeIfAbsent(hop.client(), unused -> new Window()).pass(System.nanoTime());
    }

    @Override
    public List<Hop> hops() {
        return List.of();
    }

    private static int most(Map<String, Window> windows) {
        return windows.values().stream().mapToInt(window -> window.most).max().orElse(0);
    }

    synchronized int mostLeaving() {
        return most(leaving);
    }

    synchronized int mostArriving() {
        return most(arriving);
    }

    synchronized int connections() {
        return arriving.size();
    }
}
