package io.aromabridge.app.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps account of numbered messages on some topics: which the publisher was promised, which the cloud has, how often,
 * and whether each topic's came in order. Thread-safe.
 */
final class Account {
    static final int TOPICS = 20;
    private static final int EXAMPLES = 10;
    private static final String TOPIC = "load/";
    private static final String FILLER = " " + "x".repeat(80);

    private final int total;
    private final boolean numbered;
    private final BitSet promised = new BitSet();
    private final BitSet there = new BitSet();
    private final int[] latest = new int[TOPICS];
    private final List<String> disorder = new ArrayList<>();
    private int arrivals;
    private long lastNews = System.nanoTime();

    Account(int total) {
        this(total, false);
    }

    /** The same with a topic for each message, to know it where only topics are told: {@code load/3/1003}. */
    static Account withNumberedTopics(int total) {
        return new Account(total, true);
    }

    private Account(int total, boolean numbered) {
        this.total = total;
        this.numbered = numbered;
        Arrays.fill(latest, -1);
    }

    int total() {
        return total;
    }

    /** The topic of a message; those of one topic are in the order of their numbers. */
    String topic(int number) {
        return TOPIC + number % TOPICS + (numbered ? "/" + number : "");
    }

    static String payload(int number) {
        return number + FILLER;
    }

    /** The publisher was told that it is taken. */
    synchronized void promised(int number) {
        promised.set(number);
        news();
    }

    /** The cloud has a message; one that is not numbered does not count. */
    void arrived(String topic, String payload) {
        if (topic.startsWith(TOPIC)) {
            int number = Integer.parseInt(payload.substring(0, payload.indexOf(' ')));
            assertEquals(topic(number), topic, "topic of message " + number);
            arrived(number);
        }
    }

    /** The cloud has this one. */
    synchronized void arrived(int number) {
        String topic = topic(number);
        arrivals++;
        news();
        if (there.get(number)) {
            return;
        }
        there.set(number);
        int slot = number % TOPICS;
        // Only messages of one topic have an order.
        if (number < latest[slot] && !numbered && disorder.size() < EXAMPLES) {
            disorder.add(number + " came first after " + latest[slot] + " on " + topic);
        }
        latest[slot] = Math.max(latest[slot], number);
    }

    private void news() {
        lastNews = System.nanoTime();
        notifyAll();
    }

    /** How many different ones the cloud has. */
    synchronized int there() {
        return there.cardinality();
    }

    /** Waits until the cloud has so many, or the time is up; whether it has. */
    synchronized boolean awaitThere(int count, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (there.cardinality() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Waits until all are promised and there; gives up when nothing has happened for so long. */
    synchronized void awaitAll(long patienceMillis) throws InterruptedException {
        while (promised.cardinality() < total || there.cardinality() < total) {
            long left = patienceMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastNews);
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /** Requires that nothing promised is missing, and that each topic's first arrivals were in order. */
    synchronized void requireAllInOrder() {
        requireThere(promised, "promised");
        assertEquals(List.of(), disorder, "order of first arrivals; " + this);
        assertEquals(total, there.cardinality(), "all came through in the end; " + this);
    }

    /** Requires that all of these are there. */
    synchronized void requireThere(BitSet wanted, String what) {
        BitSet lost = (BitSet) wanted.clone();
        lost.andNot(there);
        assertEquals("{}", lost.toString(), what + " and lost; " + this);
    }

    /** How many the publisher was promised that the cloud does not have. */
    synchronized int lost() {
        BitSet lost = (BitSet) promised.clone();
        lost.andNot(there);
        return lost.cardinality();
    }

    /** Requires that no more came again than were on their way at the breaks. */
    synchronized void requireRepeatsAtMost(long limit) {
        assertTrue(repeats() <= limit, () -> repeats() + " came again, at most " + limit + " may");
    }

    synchronized int repeats() {
        return arrivals - there.cardinality();
    }

    @Override
    public synchronized String toString() {
        return total + " messages, " + promised.cardinality() + " promised, " + there.cardinality() + " arrived, "
                + repeats() + " came again";
    }
}
