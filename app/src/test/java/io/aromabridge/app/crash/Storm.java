package io.aromabridge.app.crash;

import io.aromabridge.testing.process.ChildProcess;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills a process at random points of the traffic and starts it again, until all has gone through.
 *
 * @param kills how often
 * @param seed of the points
 */
record Storm(int kills, long seed) {
    private static final Logger log = LoggerFactory.getLogger(Storm.class);
    private static final int PROGRESS_MILLIS = 60_000;
    private static final int STARTING_MILLIS = 2_000;

    /** Every so many kills one comes that does not wait for traffic: it may hit the start, or what follows it. */
    private static final int EARLY = 4;

    /** Starts the victim. */
    @FunctionalInterface
    interface Victim {
        ChildProcess start() throws IOException, InterruptedException;
    }

    /** Requires, after all the kills, that all has arrived in order, and no more again than was on the way. */
    void rage(String what, Account account, Victim victim, int inFlight) throws Exception {
        rage(what, account, victim, PROGRESS_MILLIS, () -> {
            account.requireAllInOrder();
            account.requireRepeatsAtMost((long) inFlight * kills);
        });
    }

    /** The same with other claims, made when all is there or nothing has come for so long. */
    void rage(String what, Account account, Victim victim, int patienceMillis, Runnable claims) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        long begun = System.nanoTime();
        int step = account.total() / (kills + 1);
        for (int kill = 1; kill <= kills; kill++) {
            try (ChildProcess child = victim.start()) {
                if (kill % EARLY == 0) {
                    boolean unused = account.awaitThere(account.total(), random.nextInt(STARTING_MILLIS));
                } else {
                    int before = account.there();
                    int point = Math.max(before, (kill - 1) * step) + 1 + random.nextInt(step);
                    if (!account.awaitThere(Math.min(point, account.total() - 1), PROGRESS_MILLIS)) {
                        throw new AssertionError(what + ": nothing moves after " + kill + " starts; " + account
                                + "; the last of it:\n" + child);
                    }
                }
                child.kill();
            }
        }
        try (ChildProcess last = victim.start()) {
            account.awaitAll(patienceMillis);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            log.info("{} killed {} times (seed {}) in {} ms: {}", what, kills, seed, millis, account);
            try {
                claims.run();
            } catch (AssertionError e) {
                throw new AssertionError(what + ", seed " + seed + ": " + e.getMessage() + "\n" + last, e);
            }
        }
    }
}
