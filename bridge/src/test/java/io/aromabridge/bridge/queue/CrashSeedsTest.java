package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.CrashRun.End;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The promises of a durable queue, on a disk that loses and tears whatever was not synced. Each seed makes three lives of
 * one queue; each mode runs with as many seeds for ends of the process as for power losss.
 */
class CrashSeedsTest {
    private static final int SOME_SEEDS = 200;
    private static final int MANY_SEEDS = 10_000;

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.aromabridge.bridge");

    @BeforeEach
    void beQuiet() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        logger.setLevel(Level.INFO);
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void keepsItsPromisesWhereverItEnds(SyncMode sync) throws IOException {
        run(sync, 0, SOME_SEEDS);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void keepsItsPromisesWhereverItEndsWithManySeeds(SyncMode sync) throws IOException {
        run(sync, SOME_SEEDS, MANY_SEEDS);
    }

    /** On a disk that was full and did not sync, what was given up for room came back after the end. */
    @Test
    void whatWasGivenUpForRoomStaysAway() throws IOException {
        CrashRun run = new CrashRun(8228, SyncMode.ALWAYS, End.KILL);
        run.run();
        assertTrue(run.survived > 0, "it ends in the middle");
    }

    private void run(SyncMode sync, long first, int count) throws IOException {
        for (End end : End.values()) {
            int crashes = 0;
            int again = 0;
            int lost = 0;
            int near = 0;
            for (long seed = first; seed < first + count; seed++) {
                CrashRun run = new CrashRun(seed, sync, end);
                run.run();
                crashes += run.survived;
                again += run.sentTwice;
                lost += run.lost;
                near += run.links.ran;
            }
            logger.setLevel(Level.INFO);
            logger.info(
                    "{}, {}: {} seeds, {} crashes, {} sent again, {} lost, {} times near the link",
                    sync,
                    end,
                    count,
                    crashes,
                    again,
                    lost,
                    near);
            logger.setLevel(Level.OFF);
            assertTrue(near > 0 || sync == SyncMode.ALWAYS, "a link's thread writes too");
            assertTrue(crashes > count, "most runs end in the middle, here " + crashes + " of " + 3 * count);
        }
    }
}
