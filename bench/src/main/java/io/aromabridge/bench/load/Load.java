package io.aromabridge.bench.load;

/**
 * What a generator is to do once: some publishers, one subscriber, payloads of {@value #PAYLOAD_BYTES} bytes.
 *
 * @param id names topics and clients; another for each run, so that nothing of an earlier run is counted
 * @param way through which broker, or from which to which
 * @param qos 0 or 1, of publishers and subscriber; with a way between two brokers the subscriber's is 0, so that the
 *     far one has as little to do as possible
 * @param publishers 1 to 1000; a paced run has one
 * @param window most messages of one publisher that are outstanding, 1 to 60 000: with QoS 1 not yet acknowledged, with
 *     QoS 0 or between two brokers not yet received
 * @param messages of each publisher
 * @param rate messages a second, or 0 for as fast as the window allows
 * @param stallMillis the run is given up when nothing moves for so long
 * @param limitMillis the run is given up after so long
 */
public record Load(
        int id,
        Way way,
        int qos,
        int publishers,
        int window,
        int messages,
        int rate,
        long stallMillis,
        long limitMillis) {
    /** Of each message. */
    public static final int PAYLOAD_BYTES = 200;

    /** Throws {@link IllegalArgumentException} for a value outside the ranges above. */
    public Load {
        check("qos", qos, 0, 1);
        check("publishers", publishers, 1, rate > 0 ? 1 : 1000);
        check("window", window, 1, 60_000);
        check("messages", messages, 1, Integer.MAX_VALUE / publishers);
        check("rate", rate, 0, 1_000_000);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " " + value + ": it must be " + min + " to " + max);
        }
    }

    /** Messages of all publishers together. */
    public int total() {
        return publishers * messages;
    }

    int subscriberQos() {
        return way.isLong() ? 0 : qos;
    }

    /** Whether what is outstanding is what has not been received, and not what has no PUBACK. */
    boolean isClosedByReceipts() {
        return qos == 0 || way.isLong();
    }

    String topic(int publisher) {
        return "bench/" + id + "/" + publisher;
    }

    String filter() {
        return "bench/" + id + "/+";
    }
}
