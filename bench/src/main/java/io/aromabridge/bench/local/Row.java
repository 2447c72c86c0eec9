package io.aromabridge.bench.local;

import io.aromabridge.bench.load.Load;
import java.util.List;
import java.util.Optional;

/**
 * One kind of load.
 *
 * @param name on the command line
 * @param title in the table
 * @param window as in {@link Load}
 * @param rate messages a second of a paced row, which measures latency; 0 for one that measures throughput
 * @param ratio least throughput that we have to reach, in mosquitto's; 0 if nothing is demanded
 */
public record Row(String name, String title, int qos, int publishers, int window, int rate, double ratio) {
    private static final int CLOSED_LOOP = 256;
    private static final int RATE = 2000;

    /** All of them, in the table's order. */
    public static final List<Row> ALL = List.of(
            new Row("qos0-1", "QoS 0, 1 → 1", 0, 1, CLOSED_LOOP, 0, 0),
            new Row("qos0-10", "QoS 0, 10 → 1", 0, 10, CLOSED_LOOP, 0, 0),
            new Row("qos1-1", "QoS 1, 1 → 1", 1, 1, CLOSED_LOOP, 0, 0),
            new Row("qos1-10", "QoS 1, 10 → 1", 1, 10, CLOSED_LOOP, 0, 0),
            new Row("qos1-10-deep", "QoS 1, 10 → 1, 20 000 outstanding each", 1, 10, 20_000, 0, 0.9),
            new Row("qos1-paced", "QoS 1, 1 → 1, 2000/s", 1, 1, CLOSED_LOOP, RATE, 0));

    /** A stall: nothing moves for so long. The run is given up. */
    private static final long STALL_MILLIS = 10_000;

    /** Of a run that moves, but hardly. */
    private static final int LEAST_RATE = 1000;

    /** A paced run is short: its rate, not its number of messages, is what makes a second. */
    private static final int PACED_SHARE = 15;

    private static final int PACED_LEAST = 100;

    /** The row of a name. */
    public static Optional<Row> named(String name) {
        return ALL.stream().filter(row -> row.name.equals(name)).findFirst();
    }

    /** Whether it measures latency. */
    public boolean isPaced() {
        return rate > 0;
    }

    /** What warms up: as fast as it goes, in the paced row too. */
    Load warmUp(int id, int port, int messages) {
        return load(id, port, messages, 0);
    }

    /** What is measured. */
    Load measured(int id, int port, int messages) {
        return load(id, port, isPaced() ? Math.max(PACED_LEAST, messages / PACED_SHARE) : messages, rate);
    }

    private Load load(int id, int port, int messages, int atRate) {
        int slowest = atRate > 0 ? Math.min(atRate, LEAST_RATE) : LEAST_RATE;
        long limit = 30_000 + 1000L * messages / slowest;
        return new Load(id, port, qos, publishers, window, messages / publishers, atRate, STALL_MILLIS, limit);
    }
}
