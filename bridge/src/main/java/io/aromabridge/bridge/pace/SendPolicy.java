package io.aromabridge.bridge.pace;

/**
 * How messages leave for the cloud.
 *
 * @param connections how many connections there are, 1 to 100; the messages of a topic always take the same one
 * @param pace how fast each connection may send
 * @param drain what goes first while messages wait
 * @param drainPerSecond how many messages that waited while the link was down each connection sends in a second, as long
 *     as some of them wait; 0 for as many as {@code pace} allows
 */
public record SendPolicy(int connections, Pace pace, Drain drain, double drainPerSecond) {
    private static final int MOST_CONNECTIONS = 100;
    private static final double LEAST_RATE = 0.001;
    private static final double MOST_RATE = 100_000;

    /** One connection, as fast as it can, in fair order. */
    public static final SendPolicy DEFAULT = new SendPolicy(1, Pace.NONE, Drain.FAIR, 0);

    /** The same in the order in which messages came. */
    public static final SendPolicy IN_ORDER = new SendPolicy(1, Pace.NONE, Drain.BEFORE_NEW, 0);

    /** Throws {@link IllegalArgumentException} for a value out of its range. */
    public SendPolicy {
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    connections + " connections to the cloud: there must be 1 to " + MOST_CONNECTIONS);
        }
        if (drainPerSecond != 0 && !(drainPerSecond >= LEAST_RATE && drainPerSecond <= MOST_RATE)) {
            throw new IllegalArgumentException("drain rate of " + drainPerSecond
                    + " a second: it must be 0 (no limit) or " + LEAST_RATE + " to " + MOST_RATE);
        }
    }

    /** For a log line: {@code 2 connections, each at most 95 publishes/s and 512 KiB/s}. */
    @Override
    public String toString() {
        String over = connections == 1 ? "1 connection, " : connections + " connections, each ";
        return over + pace + (drainPerSecond == 0 ? "" : ", what waited at most " + rate(drainPerSecond) + "/s");
    }

    private static String rate(double perSecond) {
        return perSecond == Math.rint(perSecond) ? String.valueOf((long) perSecond) : String.valueOf(perSecond);
    }
}
