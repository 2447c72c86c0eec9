package io.aromabridge.bench.compare;

import io.aromabridge.bench.load.Load;
import io.aromabridge.bench.load.Way;

/**
 * One kind of load.
 *
 * @param name on the command line
 * @param title in the table
 * @param window as in {@link Load}
 * @param rate messages a second of a paced row, which measures latency; 0 for one that measures throughput
 * @param ratio in mosquitto's: the least throughput that we have to reach, or in a paced row the most that the 99th
 *     percentile may be; 0 if nothing is demanded
 */
public record Row(String name, String title, int qos, int publishers, int window, int rate, double ratio) {
    /** As many outstanding messages as the usual closed loop has. */
    public static final int CLOSED_LOOP = 256;

    /** Messages a second of the usual paced row. */
    public static final int RATE = 2000;

    /** A stall: nothing moves for so long. The run is given up. */
    private static final long STALL_MILLIS = 10_000;

    /** Of a run that moves, but hardly. */
    private static final int LEAST_RATE = 1000;

    /** A paced run is short: its rate, not its number of messages, is what makes a second. */
    private static final int PACED_SHARE = 15;

    private static final int PACED_LEAST = 100;

    /** Whether it measures latency. */
    public boolean isPaced() {
        return rate > 0;
    }

    /** What warms up: as fast as it goes, in the paced row too. */
    Load warmUp(int id, Way way, int messages) {
        return load(id, way, messages, 0);
    }

    /** What is measured. */
    Load measured(int id, Way way, int messages) {
        return load(id, way, isPaced() ? Math.max(PACED_LEAST, messages / PACED_SHARE) : messages, rate);
    }

    private Load load(int id, Way way, int messages, int atRate) {
        int slowest = atRate > 0 ? Math.min(atRate, LEAST_RATE) : LEAST_RATE;
        long limit = 30_000 + 1000L * messages / slowest;
        return new Load(id, way, qos, publishers, window, messages / publishers, atRate, STALL_MILLIS, limit);
    }
}
