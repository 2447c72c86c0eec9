package io.aromabridge.broker.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.aromabridge.broker.store.CrashRun.End;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The promises of a store, on files that lose and tear whatever was not forced. Each seed makes three lives of one store
 * with random clients; each mode runs with as many seeds for ends of the process as for power losses.
 */
class CrashSeedsTest {
    private static final int SOME_SEEDS = 60;
    private static final int MANY_SEEDS = 10_000;

    @TempDir
    Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.aromabridge.broker");

    @BeforeEach
    void beQuiet() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        logger.setLevel(Level.ERROR);
    }

    @ParameterizedTest
    @EnumSource(Sync.class)
    void keepsItsPromisesWhereverItEnds(Sync sync) throws Exception {
        run(sync, 0, SOME_SEEDS);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Sync.class)
    void keepsItsPromisesWhereverItEndsWithManySeeds(Sync sync) throws Exception {
        run(sync, SOME_SEEDS, MANY_SEEDS);
    }

    private void run(Sync sync, long first, int count) throws Exception {
        for (End end : End.values()) {
            int waiting = 0;
            int lost = 0;
            int failures = 0;
            for (long seed = first; seed < first + count; seed++) {
                CrashRun run = new CrashRun(seed, sync, end, folder);
                run.run();
                waiting += run.waiting;
                lost += Math.max(0, run.lostStates);
                failures += run.failures;
            }
            logger.setLevel(Level.INFO);
            logger.info(
                    "{}, {}: {} seeds, {} messages restored, {} acknowledged writes lost, {} writes failed",
                    sync,
                    end,
                    count,
                    waiting,
                    lost,
                    failures);
            logger.setLevel(Level.OFF);
            assertTrue(waiting > count, "most starts find messages, here " + waiting);
            assertTrue(lost == 0 || (sync == Sync.NEVER && end == End.POWER_LOSS), lost + " acknowledged writes lost");
        }
    }
}
